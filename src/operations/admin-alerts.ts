import type { Adapter } from '../core/adapter.ts'
import { type HealthIssue, notices as told } from '../core/health-issue.ts'
import type { PersonId, Workspace } from '../core/incoming.ts'
import { type Logger, reason } from '../core/logger.ts'
import { code, type Message, quiet, text } from '../core/message.ts'
import { operatorsIn } from '../core/records/admins.ts'
import type { Store } from '../core/store.ts'

interface AdminAlertsDeps {
  /** Asked for only once somebody can be told. */
  store(): Store
  /** May be filled later. */
  adapters: readonly Adapter[]
  /** Who is told, as HEARTH_ADMINS names them, beside those whom an adapter lets look after a library; nobody: it is only in the log. */
  admins: readonly string[]
  now(): number
  log: Logger
}

/** Tells those who look after Hearth what only they can mend: each issue once, until it is mended. */
export interface AdminAlerts {
  raise(name: string, issue: HealthIssue): Promise<void>
  isOpen(name: string): boolean
  mended(name: string): Promise<void>
  /** Tries again what could be told to nobody yet. */
  sweep(): Promise<void>
}

/** Tells them in their own chats, in every workspace where one of them is. */
export function createAdminAlerts({ store, adapters, admins, now, log }: AdminAlertsDeps): AdminAlerts {
  const open = new Map<string, HealthIssue>()
  const known = new Set<string>()
  /** What was told since the start: a full disk cannot save that it was told. */
  const toldNow = new Set<string>()
  let last: Promise<void> = Promise.resolve()

  return {
    async raise(name, issue) {
      if (open.has(name)) return
      open.set(name, issue)
      known.add(name)
      log.error(`${issue.says} ${issue.mend}`)
      await oneAtATime(() => tellAll(name, issue))
    },
    isOpen: name => open.has(name),
    async mended(name) {
      if (!open.delete(name) && known.has(name)) return
      known.add(name) // what an earlier run told is looked for once
      await oneAtATime(async () => {
        for (const { workspace } of await homes()) await forget(name, workspace)
      })
    },
    sweep: () =>
      oneAtATime(async () => {
        for (const [name, issue] of open) await tellAll(name, issue)
      }),
  }

  /** The same issue is raised from several places at once: without an order each would tell it. */
  function oneAtATime(work: () => Promise<void>): Promise<void> {
    const next = last.then(work)
    last = next.catch(() => {})
    return next
  }

  async function tellAll(name: string, issue: HealthIssue): Promise<void> {
    for (const { adapter, workspace, people } of await homes()) {
      const key = `${workspace}/${name}`
      if (toldNow.has(key)) continue
      if (await wasTold(name, workspace)) continue
      const reached = await Promise.all(people.map(admin => tell(adapter, workspace, admin, issue)))
      if (!reached.some(Boolean)) continue
      toldNow.add(key)
      await store()
        .update(workspace, tx => tx.put(told, name, { at: now() }))
        .catch(() => {})
    }
  }

  async function tell(
    adapter: Adapter,
    workspace: Workspace,
    admin: PersonId,
    issue: HealthIssue,
  ): Promise<boolean> {
    try {
      if (!(await adapter.person(workspace, admin))) return false
      await adapter.send(adapter.chatOf(workspace, admin), inWords(issue))
      return true
    } catch (error) {
      log.warn(`${workspace}: an admin could not be told. ${reason(error)}`)
      return false
    }
  }

  /** The workspaces for which somebody is named, with whom. */
  async function homes() {
    const all = await Promise.all(
      adapters.map(async adapter => [
        ...(adapter.homes?.() ?? []).map(workspace => ({
          adapter,
          workspace,
          people: operatorsIn(admins, workspace),
        })),
        ...(await leadersOf(adapter)).map(one => ({ adapter, ...one })),
      ]),
    )
    return all.flat().filter(({ people }) => people.length > 0)
  }

  /** What is told may be that nothing can be read just now. */
  async function leadersOf(adapter: Adapter) {
    return (await adapter.leaders?.().catch(() => [])) ?? []
  }

  async function wasTold(name: string, workspace: Workspace): Promise<boolean> {
    return (
      (await store()
        .get(workspace, told, name)
        .catch(() => undefined)) !== undefined
    )
  }

  async function forget(name: string, workspace: Workspace): Promise<void> {
    toldNow.delete(`${workspace}/${name}`)
    if (await wasTold(name, workspace))
      await store()
        .update(workspace, tx => tx.delete(told, name))
        .catch(() => {})
  }
}

const inWords = ({ says, mend }: HealthIssue): Message => [
  text(`Something about me needs you. ${says}`),
  text(`What to do: ${mend}`),
  quiet('I say this once. ', code('hearth doctor'), ' shows how everything is.'),
]
