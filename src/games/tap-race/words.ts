/** What the screens of the race say. */

export const WORDS = {
  name: 'tap-race/play' as const,
  en: {
    tap: 'Tap!',
    hold: 'or hold it',
    taps: 'taps',
    ready: 'Get ready',
    over: 'Time!',
    begun: 'The race is on.',
  },
  zh: { tap: '点！', hold: '也可以按住', taps: '次', ready: '预备', over: '时间到！', begun: '比赛开始。' },
}
