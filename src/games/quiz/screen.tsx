import { later } from '../../browser/parts/later.tsx'
import type { GameScreen, GameWords, SetUpStage } from '../../browser/screen.ts'
import { inLanguage, type Table, useTable } from '../../browser/words.ts'
import type { quiz } from './rules.ts'
import { SetUp } from './set-up.tsx'
import { TEAM_WORDS, teamRows } from './team.ts'

const WORDS: Table<GameWords<typeof quiz>> = {
  name: 'quiz',
  en: {
    title: 'Quiz',
    summary: 'Questions on the big screen, answers on the phones: a built-in pack, or your own.',
    how: [
      'First the question alone, then its answers.',
      'Colour, shape and letter are the same on every screen.',
      'Right earns points, and fast earns more.',
    ],
    options: {
      pack: { title: 'Questions' },
      language: { title: 'Language' },
      questions: { title: 'Your own questions' },
      title: { title: 'Title', hint: 'On the big screen.' },
      seconds: { title: 'Seconds to answer', hint: 'For questions without their own limit. 0: no limit.' },
      time: {
        title: 'Time for everyone',
        hint: 'For every question, and without losing points. The host can also give one player more, in the match.',
        choices: { 1: 'As set', 1.5: '1½ times', 2: 'Twice', 3: 'Three times', none: 'No time limit' },
      },
      reading: { title: 'Seconds to read', hint: 'The question stands alone before its answers appear.' },
      speed: { title: 'Points for speed', hint: 'Off: every right answer earns the same.' },
      streak: { title: 'Streak bonus', hint: '100 points more for each right answer in a row, up to 500.' },
      teams: {
        title: 'Teams',
        hint: 'Players are dealt out evenly; a team has the average of its players.',
        choices: { off: 'No teams', 2: '2 teams', 3: '3 teams', 4: '4 teams', 5: '5 teams', 6: '6 teams' },
      },
      shuffle: { title: 'Shuffle answers', hint: 'Off: they appear as they were written.' },
      advance: { title: 'Next question', choices: { host: 'When the host says so', auto: 'By itself' } },
      pause: { title: 'Seconds for the result', hint: 'How long it stands when questions follow by themselves.' },
    },
    reasons: {
      'not-playing': 'You have no seat in this quiz.',
      'not-asked-yet': 'This question has not been asked yet.',
      'not-open-yet': 'Read first: the answers open in a moment.',
      'already-answered': 'Your answer is in already, and stands.',
      closed: 'Too late: the question is closed.',
      'bad-answer': 'This question cannot be answered like that.',
      'quiz-over': 'The quiz is over.',
      'not-revealed': 'Reveal the answer first.',
      'not-open': 'No question is open just now.',
      'nothing-to-skip': 'There is no question to skip just now.',
      'no-limit': 'This question has no time limit.',
      'long-enough': 'A question can be open for 15 minutes at the most.',
      'moved-on': 'The quiz had just moved on by itself, so nothing was done.',
      'time-up': 'Your time for this question is up.',
      'no-such-player': 'They do not play in this quiz.',
    },
  },
  zh: {
    title: '知识问答',
    summary: '题目在大屏幕上，答案在手机上：用现成的题库，或自己出题。',
    how: ['先看题目，再出选项。', '颜色、形状和字母在每块屏幕上都一样。', '答对得分，答得快得分更多。'],
    options: {
      pack: { title: '题目' },
      language: { title: '语言' },
      questions: { title: '自己的题目' },
      title: { title: '标题', hint: '显示在大屏幕上。' },
      seconds: { title: '答题秒数', hint: '用于没有单独限时的题目。0 表示不限时。' },
      time: {
        title: '所有人的时间',
        hint: '适用于每道题，不影响得分。比赛中主持人也可以只给某个玩家更多时间。',
        choices: { 1: '按设定', 1.5: '1.5 倍', 2: '2 倍', 3: '3 倍', none: '不限时' },
      },
      reading: { title: '读题秒数', hint: '先单独显示题目，然后出现选项。' },
      speed: { title: '答得快加分', hint: '关闭后，答对得分都一样。' },
      streak: { title: '连对加分', hint: '每连对一题多加 100 分，最多 500 分。' },
      teams: {
        title: '分队',
        hint: '玩家平均分到各队，队伍得分是队员的平均分。',
        choices: { off: '不分队', 2: '2 队', 3: '3 队', 4: '4 队', 5: '5 队', 6: '6 队' },
      },
      shuffle: { title: '打乱选项', hint: '关闭后，选项按编写的顺序出现。' },
      advance: { title: '下一题', choices: { host: '由主持人决定', auto: '自动进入' } },
      pause: { title: '结果停留秒数', hint: '自动进入下一题时，结果显示多久。' },
    },
    reasons: {
      'not-playing': '你没有参加这场问答。',
      'not-asked-yet': '这道题还没有出。',
      'not-open-yet': '先读题，选项马上出现。',
      'already-answered': '你的答案已经收到，不能更改。',
      closed: '晚了一步，这道题已经结束。',
      'bad-answer': '这道题不能这样回答。',
      'quiz-over': '问答已经结束。',
      'not-revealed': '请先公布答案。',
      'not-open': '现在没有正在作答的题目。',
      'nothing-to-skip': '现在没有可以跳过的题目。',
      'no-limit': '这道题不限时。',
      'long-enough': '一道题最多开放 15 分钟。',
      'moved-on': '问答刚刚自动进入下一步，所以什么也没做。',
      'time-up': '你这道题的时间到了。',
      'no-such-player': '这个人没有参加这场问答。',
    },
  },
}

function OwnSetUp(stage: SetUpStage) {
  return <SetUp {...stage} words={useTable(WORDS).options} />
}

function Icon() {
  return (
    <svg viewBox="0 0 48 48" aria-hidden="true">
      <circle class="art-ball" cx="13.500" cy="14" r="8" />
      <path class="art-line" d="M34.500 6.500 43 21H26z" />
      <path class="art-line" d="M6.500 28h14v14h-14z" />
      <path class="art-fill" d="m34.500 25 10 10-10 10-10-10z" />
    </svg>
  )
}

const Player = later(() => import('./play.tsx').then((play) => play.Player))

export const screen: GameScreen<typeof quiz> = {
  id: 'quiz',
  timed: true,
  words: WORDS,
  Icon,
  Player,
  Wall: later(() => import('./play.tsx').then((play) => play.Wall)),
  Host: later(() => import('./play.tsx').then((play) => play.Host)),
  Over: later(() => import('./play.tsx').then((play) => play.Over)),
  WallOver: later(() => import('./play.tsx').then((play) => play.WallOver)),
  podium: (view, language) => teamRows(view.state, inLanguage(TEAM_WORDS, language)),
  SetUp: OwnSetUp,
  load: Player.load,
}
