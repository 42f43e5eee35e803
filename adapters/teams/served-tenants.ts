import type { App } from './connector/token.ts'

/** Whether a tenant is served. */
export type Serves = (tenant: string) => boolean

/** Where nobody is checked: the tenants that are there, and new ones until there are so many. */
export const localTenants =
  (known: () => readonly string[], most: number): Serves =>
  tenant =>
    known().includes(tenant) || known().length < most

/**
 * Whom Hearth serves: a bot of one tenant that tenant, one of many all of them; where others are named beside it, these and no more; `open`: whoever installs it.
 * Where nobody is checked there is only this computer, whatever tenant it calls itself.
 */
export function servedTenants(app: App | undefined, named: readonly string[] | 'open' = []): Serves {
  if (!app || named === 'open' || (app.type === 'MultiTenant' && named.length === 0)) return () => true
  const own = app.tenantId === undefined ? [] : [app.tenantId]
  const served = new Set([...own, ...named].map(one => one.toLowerCase()))
  return tenant => served.has(tenant)
}
