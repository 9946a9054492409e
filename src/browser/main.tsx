import { render } from 'preact'
import { workOffline } from './offline/register.ts'
import { Announcer } from './parts/announce.tsx'
import { OfflineBanner } from './parts/banner.tsx'
import { later } from './parts/later.tsx'
import { Notices } from './parts/notice.tsx'
import { styles } from './parts/styles.ts'
import { useRoute } from './route.ts'
import { applyTheme } from './setting.ts'
import { Nowhere } from './shells/closed.tsx'
import { Home } from './shells/home.tsx'
import { Room } from './shells/room.tsx'
import { applyLanguage } from './words.ts'

/** The rules come with it, and so only when somebody wants a replay. */
const Replay = later(async () => {
  const [page] = await Promise.all([import('./replay/page.tsx'), styles('replay')])
  return page.default
})

function Page() {
  const route = useRoute()
  return (
    <>
      {route.at === 'home' && (
        <>
          <OfflineBanner />
          <Home />
        </>
      )}
      {route.at === 'nowhere' && <Nowhere />}
      {(route.at === 'room' || route.at === 'screen') && (
        <Room key={`${route.code} ${route.at}`} code={route.code} as={route.at === 'room' ? 'phone' : 'screen'} />
      )}
      {route.at === 'replay' && <Replay key={route.code} code={route.code} />}
      <Notices />
      <Announcer />
    </>
  )
}

applyTheme()
workOffline()
const page = document.getElementById('page')
void applyLanguage().then(() => page && render(<Page />, page))
