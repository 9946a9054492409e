/** What the screens of the scoreboard say. */

export const WORDS = {
  name: 'scoreboard/play' as const,
  en: {
    title: 'Scores',
    name: 'Name or team',
    add: 'Add',
    status: 'Status line',
    statusHint: 'Shown above the scores: “Half-time”, “Final lap”…',
    show: 'Show',
    empty: 'Add the first name, then score with a tap.',
    waiting: 'The first score is on its way.',
    by: (step: string, name: string) => `${step} for ${name}`,
    scoreOf: (name: string) => `Score of ${name}`,
    remove: (name: string) => `Remove ${name}`,
  },
  zh: {
    title: '比分',
    name: '名字或队名',
    add: '添加',
    status: '状态栏',
    statusHint: '显示在比分上方，例如“中场休息”“最后一圈”。',
    show: '显示',
    empty: '先添加一个名字，然后点一下就能记分。',
    waiting: '第一个比分马上就来。',
    by: (step: string, name: string) => `${name} ${step}`,
    scoreOf: (name: string) => `${name}的分数`,
    remove: (name: string) => `移除${name}`,
  },
}
