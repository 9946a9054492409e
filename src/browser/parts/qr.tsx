import { useEffect, useState } from 'preact/hooks'

/** Milliseconds until the library is asked for again. */
const AGAIN_MS = 3000

interface Drawn {
  readonly size: number
  readonly path: string
}

/** A QR code as one SVG path. The library that makes it is loaded only where one is shown. */
export function Qr({ text, label }: { text: string; label: string }) {
  const [drawn, setDrawn] = useState<Drawn>()
  useEffect(() => {
    let wanted = true
    let again = 0
    const load = () => {
      import('lean-qr').then(
        ({ generate, correction }) => {
          if (wanted) setDrawn(draw(generate(text, { minCorrectionLevel: correction.M })))
        },
        // The network may be gone just now.
        () => {
          if (wanted) again = setTimeout(load, AGAIN_MS)
        },
      )
    }
    load()
    return () => {
      wanted = false
      clearTimeout(again)
    }
  }, [text])
  return (
    <span class="qr" role="img" aria-label={label}>
      {drawn && (
        <svg viewBox={`-2 -2 ${drawn.size + 4} ${drawn.size + 4}`} shape-rendering="crispEdges" aria-hidden="true">
          <path d={drawn.path} />
        </svg>
      )}
    </span>
  )
}

function draw(code: { readonly size: number; get(x: number, y: number): boolean }): Drawn {
  let path = ''
  for (let y = 0; y < code.size; y++) {
    for (let x = 0; x < code.size; x++) {
      if (!code.get(x, y)) continue
      let end = x
      while (end < code.size && code.get(end, y)) end++
      path += `M${x} ${y}h${end - x}v1h${x - end}z`
      x = end
    }
  }
  return { size: code.size, path }
}
