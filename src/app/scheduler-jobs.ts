import type { Bot, ScheduledIncoming } from '../core/bot.ts'
import { outcomeOf } from '../core/delivery/delivery-error.ts'
import type { PersonId, Workspace } from '../core/incoming.ts'
import { text } from '../core/message.ts'
import { adminsIn, operatorsIn } from '../core/records/admins.ts'
import type { OccurrenceRunnerDeps } from '../core/schedule/occurrence-runner.ts'
import type { ReminderClaim } from '../core/schedule/reminder.ts'
import type { Store } from '../core/store.ts'

/** The Incoming that a reminder is when it comes up. */
function askedBy(claim: ReminderClaim, now: number): ScheduledIncoming {
  const { person, place, command } = claim.schedule
  const { workspace, key: id } = claim
  return { id, workspace, person, place, kind: 'command', text: command, values: {}, at: now }
}

/** Hands to the bot what the scheduler claims. `adminsOf` a library are told what nobody else can be. */
export const schedulerJobs = (
  bot: Bot,
  now: () => number,
  adminsOf: (workspace: Workspace) => Promise<readonly PersonId[]> = async () => [],
): Pick<OccurrenceRunnerDeps, 'due' | 'tell' | 'zoneOf'> => ({
  due: (claim, occurrence) => bot.remind({ ...askedBy(claim, now()), occurrence }),
  zoneOf: async claim => (await bot.who(askedBy(claim, now())))?.timeZone,
  async tell(claim, message) {
    const asked = askedBy(claim, now())
    const { alsoTell = [] } = claim.schedule
    const looking = await adminsOf(asked.workspace).catch(() => [])
    const others = [...alsoTell, ...looking].filter(id => id !== asked.person.id)
    let answer = bot.tell(asked, message)
    for (const id of others) {
      const about = text(`This concerns ${asked.person.name}, whom I could not reach.`)
      answer = answer.catch(error => {
        if (outcomeOf(error) !== 'unreachable') throw error
        return bot.tell({ ...asked, person: { id, name: id } }, [about, ...message])
      })
    }
    await answer
  },
})

/** Who looks after Hearth in a library: those of HEARTH_ADMINS who are named for it, and its own admins. */
export const adminsOf =
  (named: readonly string[], store: Pick<Store, 'list'>) =>
  async (workspace: Workspace): Promise<PersonId[]> => [
    ...new Set([
      ...operatorsIn(named, workspace),
      ...(await adminsIn({ list: what => store.list(workspace, what) })),
    ]),
  ]
