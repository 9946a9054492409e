/** What is fetched when someone comes into a room that plays the quiz. */
export { Host } from './host.tsx'
export { Over, WallOver } from './over.tsx'
export { Player } from './player.tsx'
export { Wall } from './wall.tsx'
