/** Styles that are fetched with what they are for: `index.html` links to them, disabled. Rejects if they cannot be had now. */
export function styles(name: 'replay' | 'editor'): Promise<void> {
  const link = document.getElementById(`styles-${name}`)
  return new Promise((resolve, reject) => {
    if (!(link instanceof HTMLLinkElement) || !link.disabled) return resolve()
    link.onload = () => resolve()
    link.onerror = () => {
      link.disabled = true
      reject(new Error(`the styles of the ${name} cannot be had`))
    }
    link.disabled = false
  })
}
