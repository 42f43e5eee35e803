import { type Acknowledge, type Hearth, Unreachable } from '../../src/core/adapter.ts'
import type { Incoming } from '../../src/core/incoming.ts'
import type { Logger } from '../../src/core/logger.ts'
import type { Message } from '../../src/core/message.ts'
import type { Once } from '../../src/core/once.ts'
import { addressOf, type Spot, spotOf, workspaceOf } from './address.ts'
import { type Book, type Known, personOf } from './book.ts'
import type { Files } from './files.ts'
import { type Answer, answered, later, ok, shown, trouble } from './invoke.ts'
import { limits } from './limits.ts'
import { namesBot } from './mention.ts'
import { type Circumstances, fromInstall, fromMessage, fromPress, nameOf, placeSealed } from './parse.ts'
import { type Activity, consentSchema, executeSchema, type Press, submitSchema } from './payload.ts'
import type { Card } from './render.ts'
import type { Rooms } from './rooms.ts'
import type { Seal } from './seal.ts'
import { brief } from './troubles.ts'
import { spotAt, type Where } from './where.ts'

interface Parts {
  hearth(): Hearth
  book: Book
  once: Once
  seal: Seal
  rooms: Rooms
  files: Files
  /** A message as the one card it is shown as, at this spot. */
  draw(message: Message, spot: Spot): Promise<Card>
  now(): number
  log: Logger
}

/** Hears activities, and answers each when what must be kept is kept. */
export interface Ear {
  hear(activity: Activity, where: Where): Promise<Answer>
  /** Resolves when everything heard is done. */
  finish(): Promise<void>
}

/** From an activity to the bot, once. */
export function createEar({ hearth, book, once, seal, rooms, files, draw, now, log }: Parts): Ear {
  const inHand = new Set<Promise<unknown>>()

  return {
    async hear(activity, where) {
      if (activity.from.id === activity.recipient.id) return ok
      switch (activity.type) {
        case 'message':
          return heardMessage(activity, where)
        case 'messageUpdate':
          return activity.channelData.eventType === 'editMessage' ? heardLine(activity, where) : ok
        case 'invoke':
          return heardInvoke(activity, where)
        case 'installationUpdate':
          return heardInstall(activity, where, activity.action ?? '')
        case 'conversationUpdate':
          return heardInstall(activity, where, membership(activity))
        default:
          return ok
      }
    },
    async finish() {
      while (inHand.size > 0) await Promise.allSettled(inHand)
    },
  }

  function heardMessage(activity: Activity, where: Where): Promise<Answer> {
    const pressed = submitSchema.safeParse(activity.value)
    return pressed.success ? heardPress(activity, where, pressed.data) : heardLine(activity, where)
  }

  async function heardLine(activity: Activity, where: Where): Promise<Answer> {
    const spot = spotAt(where, activity.id)
    const listened = !where.personal && (await hearth().listensTo(workspaceOf(where.tenant), addressOf(spot)))
    // What is nobody's business is dropped before it leaves a trace anywhere.
    const meant = where.personal || namesBot(activity) || activity.recipient.isTargeted === true
    if (!meant && !listened) return ok
    await onceOf(activity, where, async () => {
      const incoming = fromMessage(activity, await met(activity, where, 'spoke'))
      await pass(listened && incoming.kind === 'command' ? { ...incoming, kind: 'line' } : incoming)
    })
    return ok
  }

  async function heardInvoke(activity: Activity, where: Where): Promise<Answer> {
    if (activity.name === 'adaptiveCard/action') {
      const { data } = executeSchema.safeParse(activity.value)
      return data ? heardPress(activity, where, data.action.data) : trouble(400, 'I do not know this button.')
    }
    if (activity.name === 'fileConsent/invoke') {
      const { data } = consentSchema.safeParse(activity.value)
      if (!data) return { status: 400 }
      const circumstances = await met(activity, where)
      track(files.decided(data, spotAt(where, undefined), circumstances.person.id, activity.replyToId))
      return ok
    }
    return { status: 404 }
  }

  async function heardPress(activity: Activity, where: Where, pressed: Press): Promise<Answer> {
    const spot = pressed.at === undefined ? undefined : placeSealed(pressed, where, seal)
    if (pressed.at !== undefined && !spot)
      return trouble(403, 'This button has lost its place. Please ask again.')
    const circumstances = await met(activity, where)
    const name = spot && (await rooms.nameAt(spot))
    const elsewhere = spot && { elsewhere: { spot, ...(name && { name }) } }
    const incoming = fromPress(activity, pressed, { ...circumstances, ...elsewhere })
    let answer: Answer = answered(undefined, incoming)
    await onceOf(activity, where, async () => {
      answer = await inTime(pass(incoming))
    })
    return activity.type === 'invoke' ? answer : ok
  }

  /** Hearth is put somewhere, or taken out: both are told twice, in two ways. */
  async function heardInstall(activity: Activity, where: Where, action: string): Promise<Answer> {
    if (/^remove/.test(action)) await rooms.left(where)
    if (!/^add/.test(action)) return ok
    const circumstances = await met(activity, where)
    if (!(await rooms.entered(where))) return ok
    if (where.personal) await pass(fromInstall(activity, circumstances))
    else track(rooms.greet(where))
    return ok
  }

  /** Whoever speaks is known better from then on. */
  async function met(activity: Activity, where: Where, spoke?: 'spoke'): Promise<Circumstances> {
    const name = await rooms.nameOf(activity, where)
    const named: Where = { ...where, ...(name && { name }) }
    await rooms.learn(activity, named, spoke).catch(error => {
      log.warn(`teams ${where.tenant}: what an activity told could not be kept. ${brief(error)}`)
    })
    const known: Known = { name: activity.from.name, ...(await book.person(where.tenant, where.person)) }
    return { where: named, person: personOf(where.person, known), at: now(), rooms: known.rooms ?? [] }
  }

  /** Done once, however often it is delivered. */
  function onceOf(activity: Activity, where: Where, first: () => Promise<void>): Promise<boolean> {
    const edit = activity.type === 'messageUpdate' ? `/${activity.timestamp ?? activity.text}` : ''
    return once(`${where.tenant}/${nameOf(activity)}${edit}`, first)
  }

  /** Resolves with what the asker is to see first, when the bot has kept what it must. */
  function pass(incoming: Incoming): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const acknowledge: Acknowledge = first => {
        if (first?.type === 'replace') replaced(first.message, incoming).then(resolve, reject)
        else resolve(answered(first, incoming))
        // What is shown in answer to a press is shown to whoever pressed, and for now: it is sent all the same.
        return false
      }
      track(
        hearth()
          .handle(incoming, acknowledge)
          .then(() => resolve(answered(undefined, incoming)), reject),
      )
    })
  }

  /** The new card at once; the message itself is changed as well, for everybody and for later. */
  async function replaced(message: Message, incoming: Incoming): Promise<Answer> {
    if (!incoming.card) return answered(undefined, incoming)
    return shown((await draw(message, spotOf(incoming.card.address))).content)
  }

  function track(doing: Promise<unknown>): void {
    const one = doing.catch(error => {
      const words = `teams: something failed while answering. ${brief(error)}`
      // Being taken out again while saying hello is nobody's mistake.
      if (error instanceof Unreachable) log.warn(words)
      else log.error(words)
    })
    inHand.add(one)
    void one.finally(() => inHand.delete(one))
  }
}

/** Teams waits some seconds for the answer to a press, and then says that the app is unreachable. */
function inTime(answer: Promise<Answer>): Promise<Answer> {
  let timer: NodeJS.Timeout
  const late = new Promise<Answer>(resolve => {
    timer = setTimeout(() => resolve(later), limits.ackMs)
  })
  return Promise.race([answer, late]).finally(() => clearTimeout(timer))
}

/** Whether it is Hearth itself that came or went. */
function membership({ membersAdded = [], membersRemoved = [], recipient }: Activity): string {
  if (membersAdded.some(one => one.id === recipient.id)) return 'add'
  return membersRemoved.some(one => one.id === recipient.id) ? 'remove' : ''
}
