/** Sets the worker up once the page is there: it must not compete with what the page is made of. */
export function workOffline(): void {
  // Absent on a LAN's plain http: a worker needs a secure context.
  const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined
  addEventListener('load', () => {
    void workers?.register('/offline.js', { updateViaCache: 'none' }).then(
      async () => (await workers.ready).active?.postMessage(fetched()),
      () => {},
    )
  })
}

/** The files of the build that this page has fetched so far. */
function fetched(): string[] {
  const paths = performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname)
  return paths.filter((path) => path.startsWith('/built/'))
}
