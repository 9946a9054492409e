/** Hands a file to the browser's downloads. */
export function download(
  name: string,
  text: string,
  type: 'text/csv' | 'application/json' | 'application/x-ndjson',
): void {
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // Some browsers begin to read it only after the click has been handled.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
