import { app } from './app.ts'
import type { Env } from './env.ts'
import { orPage } from './page.ts'

export { RoomObject } from './room-object.ts'
export default {
  fetch: async (request, env, ctx) => orPage(await app.fetch(request, env, ctx), request, env),
} satisfies ExportedHandler<Env>
