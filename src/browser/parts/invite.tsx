import { useView } from '../store/use.ts'
import { useWords } from '../words.ts'
import { CodeTiles } from './code.tsx'
import { Icon } from './icon.tsx'
import { notify } from './notice.tsx'
import { Qr } from './qr.tsx'

/** The way in for others: code, QR, the system's share sheet, and the big screen. */
export function Invite() {
  const words = useWords()
  const { room } = useView()
  const address = `${location.origin}/${room.code}`

  async function share(): Promise<void> {
    if (typeof navigator.share === 'function') {
      await navigator.share({ title: 'Courtside', text: words.shareText(room.code), url: address }).catch(() => {})
      return
    }
    await navigator.clipboard?.writeText(address)
    notify(words.copied, 'done')
  }

  return (
    <section class="invite" aria-label={words.code}>
      <div class="invite-code">
        <CodeTiles code={room.code} />
        <span class="address" dir="ltr">
          {address.replace(/^https?:\/\//, '')}
        </span>
      </div>
      <Qr text={address} label={words.scanToJoin} />
      <div class="invite-actions">
        <button type="button" class="button on-court" onClick={() => void share()}>
          <Icon name={typeof navigator.share === 'function' ? 'share' : 'copy'} />
          {typeof navigator.share === 'function' ? words.share : words.copyLink}
        </button>
        <a class="button on-court" href={`/${room.code}/screen`} target="_blank" rel="noreferrer">
          <Icon name="screen" />
          {words.openScreen}
        </a>
      </div>
    </section>
  )
}
