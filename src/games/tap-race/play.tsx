/** What is drawn while a race is run; fetched in the lobby, so that the first load is without it. */
export { Player } from './player.tsx'
export { Wall } from './wall.tsx'
