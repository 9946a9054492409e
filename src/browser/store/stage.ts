import type { AnyGame } from '../../games/game.ts'
import type { View } from '../../protocol/view.ts'
import { standings } from '../rank.ts'
import type { AnyScreen, Stage } from '../screen.ts'
import { findScreen } from '../screens.ts'
import { useMove } from './act.ts'
import { useLiveRoom, useRoomNow } from './use.ts'

/** What the game's screens are given, and the screens themselves (none for a game this page is too old to know). */
export function useStage(view: View): { readonly screen: AnyScreen | undefined; readonly stage: Stage<AnyGame> } {
  const room = useLiveRoom()
  const { online } = useRoomNow()
  const move = useMove()
  return {
    screen: findScreen(view.room.game),
    stage: { view, me: view.you, rows: standings(view), online, now: () => room.matchTime(), move },
  }
}
