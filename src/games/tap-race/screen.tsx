import { later } from '../../browser/parts/later.tsx'
import type { GameScreen } from '../../browser/screen.ts'
import type { tapRace } from './rules.ts'

function Icon() {
  return (
    <svg viewBox="0 0 48 48" aria-hidden="true">
      <circle class="art-ball" cx="24" cy="27" r="15" />
      <path class="art-seam" d="M13 17c7 5 7 15 0 20M35 17c-7 5-7 15 0 20" />
      <path class="art-line" d="M24 3v5M11 6l3 4.500M37 6l-3 4.500" />
    </svg>
  )
}

const Player = later(() => import('./play.tsx').then((play) => play.Player))

export const screen: GameScreen<typeof tapRace> = {
  id: 'tap-race',
  words: {
    name: 'tap-race',
    en: {
      title: 'Tap Race',
      summary: 'Tap as fast as you can. Most taps before the time is up wins.',
      how: ['Wait for 3, 2, 1.', 'Tap the ball as fast as you can.', 'Most taps when the time is up wins.'],
      options: {
        seconds: { title: 'Seconds', hint: 'How long the race lasts.' },
        hold: {
          title: 'Holding counts too',
          hint: 'Six a second for as long as the ball is held: for those who cannot tap fast.',
        },
      },
      reasons: {
        'race-over': 'The race is over.',
        'not-started': 'Not yet: wait for the start.',
        'too-fast': 'Nobody taps that fast.',
      },
    },
    zh: {
      title: '手速赛',
      summary: '用最快的速度点，时间到时点得最多的人获胜。',
      how: ['等倒数三、二、一。', '用最快的速度点球。', '时间到时，点得最多的人获胜。'],
      options: {
        seconds: { title: '秒数', hint: '比赛持续多久。' },
        hold: { title: '按住也算', hint: '按住球每秒算六次，照顾点不快的人。' },
      },
      reasons: {
        'race-over': '比赛已经结束。',
        'not-started': '还没开始，等一下。',
        'too-fast': '没有人能点这么快。',
      },
    },
  },
  Icon,
  Player,
  Wall: later(() => import('./play.tsx').then((play) => play.Wall)),
  load: Player.load,
}
