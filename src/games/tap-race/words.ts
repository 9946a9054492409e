/** What the screens of the race say. */

export const WORDS = {
  name: 'tap-race/play' as const,
  en: {
    tap: 'Tap!',
    hold: 'Hold!',
    taps: 'taps',
    ready: 'Get ready',
    over: 'Time!',
    begun: 'The race is on.',
  },
  zh: { tap: '点！', hold: '按住！', taps: '次', ready: '预备', over: '时间到！', begun: '比赛开始。' },
}
