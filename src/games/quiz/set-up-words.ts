/** What is said before a quiz is opened; in the first load, unlike what is said while it is played. */

export const SET_UP_WORDS = {
  name: 'quiz/set-up' as const,
  en: {
    questions: 'Questions',
    packs: { general: 'General knowledge', science: 'Science', geography: 'Geography' },
    own: 'Your own',
    ownHint: 'Write them here, or import CSV or JSON.',
    packHint: '15 questions, ready to play.',
    language: 'Language of the questions',
    none: 'Write or import at least one question.',
    more: 'More settings',
  },
  zh: {
    questions: '题目',
    packs: { general: '常识', science: '科学', geography: '地理' },
    own: '自己的题目',
    ownHint: '在这里编写，或导入 CSV、JSON。',
    packHint: '15 道题，现成可用。',
    language: '题目语言',
    none: '请至少编写或导入一道题。',
    more: '更多设置',
  },
}
