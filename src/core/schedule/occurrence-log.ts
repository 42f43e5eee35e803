import { type Store, sent } from '../store.ts'
import { type Calendar, never } from '../time/recurrence.ts'
import {
  calendarFor,
  nextOccurrence,
  type Reads,
  type Reminder,
  type ReminderClaim,
  reminders,
} from './reminder.ts'

/** What is kept of the occurrences in hand. Each change holds only while the claim does; false: it was lost, and nothing changed. */
export interface OccurrenceLog {
  /** The days that hold for the reminder now. */
  calendarOf(claim: ReminderClaim): Promise<Calendar>
  /**
   * Whether this occurrence was sent, or is older than the reminder: a clock that was set far back, and right again, makes it due
   * all the same.
   */
  isOver(claim: ReminderClaim, meantFor: number): Promise<boolean>
  change(claim: ReminderClaim, to: (one: Reminder) => Reminder): Promise<boolean>
  /** It was sent, or given up: on to the next occurrence. */
  moveOn(claim: ReminderClaim): Promise<boolean>
  /** On to the next occurrence, without saying that this one was sent. */
  leaveOut(claim: ReminderClaim, because: Pick<Reminder, 'missed' | 'closed'>): Promise<boolean>
}

/** The record of turns in a store. */
export function createOccurrenceLog(store: Store, now: () => number): OccurrenceLog {
  return {
    calendarOf: claim => calendarFor(libraryOf(claim), claim.schedule),
    async isOver(claim, meantFor) {
      const { lastKey, setAt } = claim.schedule
      const last = lastKey ? await store.get(claim.workspace, sent, lastKey) : undefined
      return [last?.at, setAt].some(at => at !== undefined && meantFor <= at && at <= now())
    },
    change,
    moveOn: async claim => store.complete(claim, { nextRunAt: await nextOf(claim), now: now() }),
    async leaveOut(claim, because) {
      const nextRunAt = await nextOf(claim)
      if (nextRunAt === never) return remove(claim)
      return change(claim, ({ lease: _over, ...one }) => ({ ...one, ...because, attempts: 0, nextRunAt }))
    },
  }

  function change(claim: ReminderClaim, to: (one: Reminder) => Reminder): Promise<boolean> {
    return store.update(claim.workspace, async tx => {
      const one = await tx.get(reminders, claim.id)
      if (one?.lease?.token !== claim.token) return false
      await tx.put(reminders, claim.id, to(one))
      return true
    })
  }

  /** Its last occurrence is over. */
  function remove(claim: ReminderClaim): Promise<boolean> {
    return store.update(claim.workspace, async tx => {
      const one = await tx.get(reminders, claim.id)
      if (one?.lease?.token !== claim.token) return false
      await tx.delete(reminders, claim.id)
      return true
    })
  }

  async function nextOf(claim: ReminderClaim): Promise<number> {
    const library = libraryOf(claim)
    // Its rule may have changed while it was being sent.
    const one = (await library.get(reminders, claim.id)) ?? claim.schedule
    return nextOccurrence(one, Math.max(now(), claim.scheduledFor), await calendarFor(library, one))
  }

  function libraryOf({ workspace }: ReminderClaim): Reads {
    return {
      get: (kind, id) => store.get(workspace, kind, id),
      list: kind => store.list(workspace, kind),
    }
  }
}
