import { later } from '../../browser/parts/later.tsx'
import type { GameScreen } from '../../browser/screen.ts'
import type { connectFour } from './rules.ts'

const Over = later(() => import('./play.tsx').then((play) => play.Over))

function Icon() {
  return (
    <svg viewBox="0 0 48 48" aria-hidden="true">
      <path class="art-line" d="M4 7h40v34H4zM9 41v4M39 41v4" />
      <circle class="art-ball" cx="13" cy="33" r="4.500" />
      <circle class="art-ball" cx="24" cy="24" r="4.500" />
      <circle class="art-ball" cx="35" cy="15" r="4.500" />
      <circle cx="24" cy="33" r="3.300" />
      <circle cx="35" cy="33" r="3.300" />
      <circle cx="35" cy="24" r="3.300" />
    </svg>
  )
}

export const screen: GameScreen<typeof connectFour> = {
  id: 'connect-four',
  words: {
    name: 'connect-four',
    en: {
      title: 'Connect Four',
      summary: 'Drop discs in turn; four in a row wins. The others watch, and the winner stays on.',
      how: [
        'Take turns: tap a column, and your disc falls.',
        'Four in a row wins, straight or slanting.',
        'The winner stays on for the next in line.',
      ],
      options: { clock: { title: 'Seconds a move', hint: 'Whose time runs out loses. 0: no clock.' } },
      reasons: {
        'game-over': 'The match is over.',
        'not-your-turn': 'It is not your turn.',
        'column-full': 'This column is full.',
        'not-playing': 'You have no seat in this match.',
      },
    },
    zh: {
      title: '四子棋',
      summary: '轮流落子，先连成四子者胜。其他人观战，胜者留台。',
      how: ['轮流点一列，棋子落到底。', '横、竖、斜先连成四子者胜。', '胜者留台，迎战下一位。'],
      options: { clock: { title: '每步秒数', hint: '超时者负。0 表示不限时。' } },
      reasons: {
        'game-over': '这一局已经结束。',
        'not-your-turn': '还没轮到你。',
        'column-full': '这一列满了。',
        'not-playing': '这一局你没有座位。',
      },
    },
  },
  Icon,
  Player: later(() => import('./play.tsx').then((play) => play.Player)),
  Wall: later(() => import('./play.tsx').then((play) => play.Wall)),
  Over,
  WallOver: Over,
  load: Over.load,
}
