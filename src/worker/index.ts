import { app } from './app.ts'

export { RoomObject } from './room-object.ts'
export default app
