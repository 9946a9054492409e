import { applyPatch, type Patch } from '../../protocol/patch.ts'
import type { View } from '../../protocol/view.ts'

/** A stream's events folded into the view they tell of. */

/** The view after an update; `'gap'` if updates are missing in between, `undefined` if it is already in the view. */
export function fold(view: View, patch: { readonly version: number }): View | 'gap' | undefined {
  if (patch.version <= view.version) return undefined
  if (patch.version !== view.version + 1) return 'gap'
  return applyPatch(view, patch as unknown as Patch) as unknown as View
}
