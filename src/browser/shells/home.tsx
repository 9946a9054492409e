import { Bar } from '../parts/bar.tsx'
import { Ball, Court } from '../parts/brand.tsx'
import { CodeField } from '../parts/code.tsx'
import { go } from '../route.ts'
import { useWords } from '../words.ts'
import { Opening } from './opening.tsx'

/** The start page: type a code, or open a room. */
export function Home() {
  const words = useWords()
  return (
    <main class="home">
      <div class="home-hero">
        <Court />
        <Bar />
        <div class="home-hero-inner">
          <div class="home-pitch">
            <h1>
              {words.headline.map((line) => (
                <span key={line}>{line}</span>
              ))}
            </h1>
            <p>{words.pitch}</p>
          </div>
          <section class="home-join card" aria-labelledby="join">
            <Ball />
            <h2 id="join">{words.joinTitle}</h2>
            <CodeField onCode={(code) => go({ at: 'room', code })} />
          </section>
        </div>
      </div>
      <div class="home-main">
        <Opening />
        <section class="home-steps" aria-label={words.whatYouNeed}>
          <ol>
            {words.steps.map(([title, text]) => (
              <li key={title}>
                <h3>{title}</h3>
                <p>{text}</p>
              </li>
            ))}
          </ol>
        </section>
      </div>
      <footer class="home-foot">
        <a href="/api/docs">{words.forDevelopers}</a>
      </footer>
    </main>
  )
}
