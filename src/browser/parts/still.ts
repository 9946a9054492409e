/** Whether someone asked their device for less motion: then things are where they belong at once. */
export function isStill(): boolean {
  return matchMedia('(prefers-reduced-motion: reduce)').matches
}
