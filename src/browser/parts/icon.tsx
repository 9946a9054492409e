/** One family of icons: a 24 × 24 court, drawn with two-unit lines and square corners. Decoration; words stand beside it. */

const PATHS = {
  auto: 'M12 3a9 9 0 1 0 0 18zM12 3a9 9 0 0 1 0 18',
  check: 'M4 12.5 9.5 18 20 6.5',
  clock: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 7v5l3.5 2.5',
  copy: 'M8 8h12v12H8zM4 16V4h12',
  cross: 'M5 5l14 14M19 5 5 19',
  dice: 'M4 4h16v16H4zM8.5 8.5h.01M15.5 8.5h.01M12 12h.01M8.5 15.5h.01M15.5 15.5h.01',
  down: 'M5 9l7 7 7-7',
  exit: 'M10 4H4v16h6M9 12h11M15.5 7.5 20 12l-4.5 4.5',
  expand: 'M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5',
  eye: 'M2 12c3-4.7 6.3-7 10-7s7 2.3 10 7c-3 4.7-6.3 7-10 7S5 16.7 2 12M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6',
  flag: 'M5 21V4h14l-3 4.5 3 4.500H5',
  forward: 'M4 12h15M13 6l6 6-6 6',
  globe: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M3 12h18M12 3c5 5 5 13 0 18M12 3c-5 5-5 13 0 18',
  lock: 'M5 11h14v9H5zM8 11V8a4 4 0 0 1 8 0v3',
  minus: 'M5 12h14',
  moon: 'M20 14.500A8.5 8.5 0 1 1 9.5 4a7 7 0 0 0 10.5 10.500z',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
  mute: 'M4 9h4l5-4v14l-5-4H4zM16.5 9.500l5 5M21.5 9.500l-5 5',
  offline:
    'M3 3l18 18M5 12.500a10 10 0 0 1 4-2.400M19 12.500a10 10 0 0 0-5.5-2.700M8.5 16a5 5 0 0 1 6.5-.400M2 8.700a15 15 0 0 1 4.5-2.700M22 8.700A15 15 0 0 0 10.5 5M12 20h.01',
  pause: 'M8 5v14M16 5v14',
  person: 'M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8M4 21c.5-4 3.5-6 8-6s7.5 2 8 6',
  play: 'M7 4.500v15L19.5 12z',
  plus: 'M12 5v14M5 12h14',
  repeat: 'M4 12a8 8 0 0 1 14-5.300L20 9M20 4v5h-5M20 12a8 8 0 0 1-14 5.300L4 15M4 20v-5h5',
  screen: 'M3 5h18v12H3zM8 21h8M12 17v4',
  share: 'M12 15V3M7.5 7.5 12 3l4.5 4.500M5 12v8h14v-8',
  sleep: 'M5 5h7l-7 8h7M14 12h5l-5 7h5',
  sound: 'M4 9h4l5-4v14l-5-4H4zM16.5 8.500a5 5 0 0 1 0 7M19 6a8.5 8.5 0 0 1 0 12',
  sun: 'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8M12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.4 1.400M17.6 17.6 19 19M5 19l1.4-1.400M17.6 6.4 19 5',
  trophy: 'M7 4h10v6a5 5 0 0 1-10 0zM7 6H3v2a4 4 0 0 0 4 4M17 6h4v2a4 4 0 0 1-4 4M12 15v5M8 20h8',
  unlock: 'M5 11h14v9H5zM8 11V8a4 4 0 0 1 7.5-2',
  whistle: 'M9 9h12v4h-5.200A6 6 0 1 1 9 9zM9 15h.01M14 3v2.500M18.5 4 17 6',
} as const

export type IconName = keyof typeof PATHS

export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  )
}
