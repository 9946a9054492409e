import { Hono } from 'hono'
import { html, raw } from 'hono/html'
import * as z from 'zod'
import { REFUSALS } from '../protocol/refusal.ts'
import { EVENT_SCHEMAS } from '../protocol/wire.ts'
import type { Env } from './env.ts'
import { OPERATIONS, openApi } from './openapi.ts'

/** The machine's and the reader's description of the API, made from the schemas that check it. */
export const docsRoutes = new Hono<{ Bindings: Env }>()

  .get('/openapi.json', (c) => c.json(openApi(), 200, { 'Cache-Control': 'public, max-age=300' }))

  .get('/docs', (c) => {
    c.header(
      'Content-Security-Policy',
      "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'",
    )
    page ??= drawPage()
    return c.html(page, 200, { 'Cache-Control': 'public, max-age=300' })
  })

const STYLE = `
:root { color-scheme: light dark; --line: light-dark(#d5d9d2, #34405c); --ink: light-dark(#0b1424, #eef2fb);
  --soft: light-dark(#4a5669, #a9b4cc); --paper: light-dark(#f3f5f0, #081b3f); --card: light-dark(#fff, #10254e);
  --mark: light-dark(#0b4fb3, #dcf93a) }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.55 system-ui, sans-serif }
main { max-width: 56rem; margin: auto; padding: 2.5rem 1.25rem 5rem }
h1 { font-size: 2.2rem; line-height: 1.1 } h2 { margin-top: 3rem } a { color: var(--mark) }
article { background: var(--card); border: 1px solid var(--line); border-radius: .8rem; padding: 1rem 1.25rem; margin: .8rem 0 }
h3 { margin: 0; font: 600 1rem/1.4 ui-monospace, monospace; overflow-wrap: anywhere } h3 b { color: var(--mark) }
p { margin: .3rem 0 } pre { overflow: auto; margin: .5rem 0 0; font-size: .85rem } summary { cursor: pointer; color: var(--soft) }
table { border-collapse: collapse; width: 100% } td, th { text-align: left; padding: .4rem .6rem .4rem 0; border-top: 1px solid var(--line) }
td:first-child { white-space: nowrap } :target { outline: 2px solid var(--mark) }`

const drawOperations = () =>
  OPERATIONS.map(
    ({ method, path, summary, asks, answers, refusals = [] }) => html`<article>
    <h3><b>${method.toUpperCase()}</b> ${path}</h3>
    <p>${summary}</p>
    ${asks ? schemaOf('Body', z.toJSONSchema(asks, { io: 'input' })) : ''}
    ${Object.entries(answers).map(([status, { text, schema, type = 'application/json' }]) =>
      schema && type === 'application/json'
        ? schemaOf(`${status} ${text}`, z.toJSONSchema(schema))
        : html`<p>${status} ${text}</p>`,
    )}
    ${
      refusals.length > 0 ? html`<p>Refusals: ${refusals.map((code) => html`<a href="#${code}">${code}</a> `)}</p>` : ''
    }
  </article>`,
  )

/** Drawn at the first request, not at every start of the Worker. */
let page: ReturnType<typeof html> | undefined

const drawPage = () => html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Courtside: the API</title>
<style>${raw(STYLE)}</style>
</head>
<body><main>
<h1>Courtside: the API</h1>
<p>Open a room, join it, move, and follow its stream, with nothing but HTTP. Programs read
<a href="/api/openapi.json">openapi.json</a>; both are made from the schemas that check what is sent.</p>
<h2>Routes</h2>
${drawOperations()}
<h2>Events of a room’s stream</h2>
${Object.entries(EVENT_SCHEMAS).map(
  ([name, schema]) =>
    html`<article><h3><b>event:</b> ${name}</h3>${schemaOf('data', z.toJSONSchema(schema))}</article>`,
)}
<h2>Refusals</h2>
<table>
<tr><th>code</th><th>status</th><th></th></tr>
${Object.entries(REFUSALS).map(
  ([code, { status, title }]) =>
    html`<tr id="${code}"><td><code>${code}</code></td><td>${status}</td><td>${title}</td></tr>`,
)}
</table>
</main></body>
</html>`

function schemaOf(title: string, schema: object): ReturnType<typeof html> {
  return html`<details><summary>${title}</summary><pre>${JSON.stringify(schema, undefined, 2)}</pre></details>`
}
