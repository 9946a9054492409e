import { useEffect, useRef } from 'preact/hooks'
import { isStill } from './still.ts'

const COLORS = ['#dcf83a', '#ffffff', '#ff7a45', '#3f8cff', '#4fd1a5']
const PIECES = 140
/** Milliseconds until the last piece is on the ground. */
const FALLS_MS = 4500

interface Piece {
  x: number
  y: number
  across: number
  down: number
  turn: number
  readonly spin: number
  readonly size: number
  readonly color: string
}

/** Once, and not at all for those who asked for less motion. */
export function Confetti() {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const board = canvas.current
    const pen = board?.getContext('2d')
    if (!board || !pen || isStill()) return
    const { width, height } = board.getBoundingClientRect()
    board.width = width
    board.height = height
    const pieces = Array.from({ length: PIECES }, (_, index) => pieceOf(index, width, height))
    const began = performance.now()
    let before = began
    let frame = requestAnimationFrame(function draw(now) {
      const passed = Math.min(50, now - before) / 1000
      before = now
      pen.clearRect(0, 0, width, height)
      for (const piece of pieces) fall(piece, passed, pen)
      if (now - began < FALLS_MS) frame = requestAnimationFrame(draw)
      else pen.clearRect(0, 0, width, height)
    })
    return () => cancelAnimationFrame(frame)
  }, [])
  return <canvas class="confetti" ref={canvas} />
}

function pieceOf(index: number, width: number, height: number): Piece {
  const left = index % 2 === 0
  return {
    x: left ? 0 : width,
    y: height * 0.7,
    across: (left ? 1 : -1) * width * (0.15 + Math.random() * 0.5),
    down: -height * (0.6 + Math.random() * 0.7),
    turn: Math.random() * 6,
    spin: (Math.random() - 0.5) * 12,
    size: Math.max(7, height / 90) * (0.7 + Math.random() * 0.8),
    color: COLORS[index % COLORS.length] ?? '#ffffff',
  }
}

function fall(piece: Piece, seconds: number, pen: CanvasRenderingContext2D): void {
  piece.across *= 1 - 0.9 * seconds
  piece.down += pen.canvas.height * 0.9 * seconds
  piece.x += piece.across * seconds
  piece.y += piece.down * seconds
  piece.turn += piece.spin * seconds
  pen.save()
  pen.translate(piece.x, piece.y)
  pen.rotate(piece.turn)
  pen.fillStyle = piece.color
  pen.fillRect(-piece.size / 2, -piece.size / 4, piece.size, piece.size / 2)
  pen.restore()
}
