/** A worker as the bare runtime runs it, with one socket in front. Written as Cap'n Proto text, workerd's own format. */
export interface RuntimeConfig {
  /** `host:port`; `*` for every interface, port 0 for a free one. */
  readonly address: string
  /** File name of the bundled module, beside the configuration. */
  readonly module: string
  readonly compatibilityDate: string
  readonly compatibilityFlags: readonly string[]
  readonly vars: { readonly [name: string]: unknown }
  readonly objects: readonly { readonly binding: string; readonly className: string }[]
  /** Absolute path of the folder in which objects keep their databases, one folder a class. */
  readonly storage: string
  /** Named so that the folder of a class keeps its name: it is what finds the rooms again. */
  readonly name: string
  readonly assets?: AssetsConfig
}

export interface AssetsConfig {
  readonly binding: string
  /** Absolute. */
  readonly directory: string
  readonly module: string
  /** Given to the assets' worker as they are, each a binding of JSON. */
  readonly json: { readonly [binding: string]: unknown }
}

export function formatConfig(config: RuntimeConfig): string {
  const { assets, storage, address } = config
  const services = [
    `(name = "main", worker = .main)`,
    `(name = "storage", disk = (path = ${text(storage)}, writable = true))`,
    ...(assets
      ? [`(name = "assets", worker = .assets)`, `(name = "files", disk = (path = ${text(assets.directory)}))`]
      : []),
  ]
  return `using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = ${list(services)},
  sockets = [(name = "http", address = ${text(address)}, http = (), service = "main")],
);

const main :Workerd.Worker = ${mainWorker(config)};
${assets ? `\nconst assets :Workerd.Worker = ${assetsWorker(config, assets)};\n` : ''}`
}

function mainWorker(config: RuntimeConfig): string {
  const bindings = [
    ...Object.entries(config.vars).map(([name, value]) =>
      typeof value === 'string'
        ? binding(name, 'text', text(value))
        : binding(name, 'json', text(JSON.stringify(value))),
    ),
    ...config.objects.map((object) => binding(object.binding, 'durableObjectNamespace', text(object.className))),
    ...(config.assets ? [binding(config.assets.binding, 'service', '"assets"')] : []),
  ]
  const namespaces = config.objects.map(
    ({ className }) =>
      `(className = ${text(className)}, uniqueKey = ${text(`${config.name}-${className}`)}, enableSql = true)`,
  )
  return `(
  ${head(config, config.module)},
  bindings = ${list(bindings)},
  durableObjectNamespaces = ${list(namespaces)},
  durableObjectStorage = (localDisk = "storage"),
)`
}

function assetsWorker(config: RuntimeConfig, assets: AssetsConfig): string {
  const bindings = [
    binding('FILES', 'service', '"files"'),
    ...Object.entries(assets.json).map(([name, value]) => binding(name, 'json', text(JSON.stringify(value)))),
  ]
  return `(
  ${head(config, assets.module)},
  bindings = ${list(bindings)},
)`
}

function head({ compatibilityDate, compatibilityFlags }: RuntimeConfig, module: string): string {
  return `modules = [(name = "worker", esModule = embed ${text(module)})],
  compatibilityDate = ${text(compatibilityDate)},
  compatibilityFlags = [${compatibilityFlags.map(text).join(', ')}]`
}

function binding(name: string, kind: string, value: string): string {
  return `(name = ${text(name)}, ${kind} = ${value})`
}

function list(items: readonly string[]): string {
  return `[\n    ${items.join(',\n    ')}\n  ]`
}

/** A Cap'n Proto string: UTF-8 as it is, and quotes, backslashes and controls as `\xHH`, since it knows no `\u`. */
function text(value: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: controls are what must be escaped.
  const safe = value.replace(/["\\\u0000-\u001f\u007f]/g, (c) => `\\x${c.charCodeAt(0).toString(16).padStart(2, '0')}`)
  return `"${safe}"`
}
