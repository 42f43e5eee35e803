const variables = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy'] as const

/** Whether calls are to go through a proxy. */
export const isProxySet = (environment: NodeJS.ProcessEnv): boolean =>
  variables.some(name => environment[name])

/**
 * Leads all that asks with `fetch` through the proxy of the environment, except where NO_PROXY says otherwise: Node does not by
 * itself. Nothing is loaded where none is set.
 */
export async function useProxy(environment: NodeJS.ProcessEnv): Promise<void> {
  if (!isProxySet(environment)) return
  const { EnvHttpProxyAgent, setGlobalDispatcher } = await import('undici')
  setGlobalDispatcher(new EnvHttpProxyAgent())
}

/** The proxy for one address; undefined: it is asked directly. For what does not ask with `fetch`. */
export function proxyFor(address: string, environment: NodeJS.ProcessEnv): URL | undefined {
  const { protocol, hostname, port } = new URL(address)
  const { https_proxy, HTTPS_PROXY, http_proxy, HTTP_PROXY, no_proxy, NO_PROXY } = environment
  const plain = http_proxy || HTTP_PROXY
  const proxy = protocol === 'https:' || protocol === 'wss:' ? https_proxy || HTTPS_PROXY || plain : plain
  if (!proxy || isExcepted(hostname, port, no_proxy || NO_PROXY || '')) return undefined
  return new URL(proxy.includes('://') ? proxy : `http://${proxy}`)
}

/** As curl reads it: names with all that is below them, with a port or without, or * for all. */
function isExcepted(hostname: string, port: string, list: string): boolean {
  return list.split(/[\s,]+/).some(one => {
    const [, name = '', at] = /^\*?\.?(.*?)(?::(\d+))?$/.exec(one.toLowerCase()) ?? []
    if (one === '*') return true
    if (name === '' || (at !== undefined && at !== port)) return false
    return hostname === name || hostname.endsWith(`.${name}`)
  })
}
