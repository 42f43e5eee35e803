import type { Acknowledge, Adapter, MessageHandler } from './adapter.ts'
import { createAnswering } from './answering.ts'
import { apology, isNumber, noSuchNumber, youAreForgotten } from './apologies.ts'
import type { BeginsIn } from './beginnings.ts'
import { createCall, personNow } from './call.ts'
import { type Call, type Command, type Library, type Routed, route } from './command.ts'
import { createDelivery } from './delivery/at-least-once.ts'
import type { Coordination } from './delivery/coordination.ts'
import { DeliveryError } from './delivery/delivery-error.ts'
import { idempotentLibrary } from './delivery/idempotency.ts'
import { createInFlight, type InFlight, nothingInFlight, together } from './delivery/in-flight.ts'
import { createKeyedQueue } from './delivery/keyed-queue.ts'
import type { RateLimiter, Throttled } from './delivery/rate-limit.ts'
import { type CardName, type Effect, reply } from './effect.ts'
import { createPerformer } from './effect-runner.ts'
import {
  type Address,
  type Incoming,
  isAboutEarlierLine,
  type Occurrence,
  type Person,
  type Workspace,
} from './incoming.ts'
import { createTypedLabels } from './language/typed-labels.ts'
import { type Logger, reason } from './logger.ts'
import type { Message } from './message.ts'
import { createMistyped } from './mistyped.ts'
import { present } from './present.ts'
import { forgotten } from './records/tombstones.ts'
import { cleaned } from './sanitize.ts'
import { type CloseRoom, createClosedRooms } from './schedule/closed-rooms.ts'
import { noticeZone } from './schedule/reschedule.ts'
import type { Kind, Store, Tx } from './store.ts'
import { createSpeaking, type Speaking } from './translation/speaking.ts'
import type { Translator } from './translation/translator.ts'
import type { UndoRules } from './undo/undo.ts'
import { withUndo } from './undo/undo-button.ts'
import { UserError } from './user-error.ts'

/** Receives lines, and changes to them, before the bot looks for a command: a line may be an answer. */
export interface Listener {
  /** Undefined: it was not for this listener. */
  receive(call: Call): Promise<Effect[] | undefined>
  /** Whether a line typed in this thread may be for it. */
  listensTo(library: Pick<Call['library'], 'get'>, address: Address): Promise<boolean>
}

/** What Hearth can be asked in a library, and how it says things there: all that follows from its content. */
export interface Repertoire {
  commands: readonly Command[]
  listeners?: readonly Listener[]
  /** Answers what is no command, typed where the bot is spoken to directly. */
  otherwise: (call: Call, found?: Routed) => Promise<Effect[]> | Effect[]
  /** Who says it in other languages; left out: Hearth speaks English. */
  translators?: readonly Translator[]
  /** How what people change is taken back; left out: it cannot be. */
  undo?: UndoRules
}

/** A repertoire, with who decides in which of its languages each message goes out. */
type Served = Repertoire & { speaking: Speaking }

/** Gives a conversation another name in the documents of one kind. */
type RenamePlace = (tx: Tx, conversation: Address, name: string) => Promise<void>

/** What a bot is made of. */
export interface BotDeps extends Repertoire {
  store: Store
  /** A library's own repertoire, in place of this one. Left out, or undefined: it has none. */
  repertoireIn?(library: Workspace): Promise<Repertoire | undefined>
  adapters: readonly Adapter[]
  /** Changes the name of a conversation wherever it is kept. */
  renames?: readonly RenamePlace[]
  /** Stops what would come to a conversation that is closed. */
  closes?: readonly CloseRoom[]
  /** A message that was to be remembered as this card was not sent, as far as is known. Left out: nobody needs to know. */
  unsent?(tx: Tx, card: CardName): Promise<void>
  /** What of what is kept begins something in a room, so that Hearth has to be there. Left out: nothing. */
  begins?: readonly BeginsIn[]
  /** Slows whoever is faster than anybody can type; left out: nobody. */
  rateLimiter?: RateLimiter
  /** What is not kept waiting behind what the same person asked before, such as that their browsers are signed out. Left out: nothing. */
  goesAhead?(incoming: Incoming): boolean
  /** Where several share the store: one person's lines come to any of them. Left out: all come to this one. */
  order?: Pick<Coordination, 'enter'>
  log: Logger
}

/** What the clock asks: nobody waits for the answer, so there is nowhere that it expires. */
export type ScheduledIncoming = Omit<Incoming, 'answer'>
/** The same, for an occurrence. */
type DueIncoming = ScheduledIncoming & { occurrence: Occurrence }

/** The bot, as the scheduler sees it too. */
export interface Bot extends MessageHandler {
  /**
   * Carries out a command that arrives later. Rejects where it was not done; with a DeliveryError, where it is known what came of it.
   * `doubted`: it was sent once more, though the first may have arrived.
   */
  remind(due: DueIncoming): Promise<{ doubted: boolean }>
  /** Tells the one who asked, alone. */
  tell(asked: ScheduledIncoming, message: Message): Promise<void>
  meet(workspace: Workspace, person: Person, at: number): Promise<void>
  /** What the platform knows of the asker now. */
  who(asked: ScheduledIncoming): Promise<Person | undefined>
  /**
   * Answers nobody any more; resolves when it is kept whom answers are owed to. What is still being decided is waited for until
   * `patience` ends: nobody was told that it is taken, and others are not to go untold because of it.
   */
  leave(patience: Promise<unknown>): Promise<void>
  /** Tells those to whom answers are owed from an earlier run. */
  tellUnanswered(): Promise<void>
}

/** The one way in: asked → decided (and kept) → acknowledged → done. */
export function createBot(deps: BotDeps): Bot {
  const { store, adapters, renames = [], closes = [], begins = [], rateLimiter, goesAhead, order, log } = deps
  const deciding = createKeyedQueue()
  const performing = createKeyedQueue()
  const inFlight = createInFlight()
  const { at, enter, mayReach, perform, settled } = createPerformer({ store, adapters })
  const known = new WeakMap<Repertoire, Served>()
  const usual = served(deps)
  const labels = createTypedLabels()
  const mistyped = createMistyped()
  const answering = createAnswering({ store, adapters, at, perform, unsent: deps.unsent, log })
  const inHand = new Set<Promise<void>>()

  return {
    handle(asked, acknowledge = () => false) {
      const incoming = cleaned(asked)
      const person = `${incoming.workspace}/${incoming.person.id}`
      const room = `${incoming.workspace} ${incoming.place.address}`
      const beside = inFlight.beside(person, room)
      const slowing = rateLimiter?.(person, incoming.at)
      let answered = () => {}
      const seen = new Promise<void>(resolve => {
        answered = resolve
      })
      const isAhead = goesAhead?.(incoming) ?? false
      const inOrder = <T>(work: () => Promise<T>) => (isAhead ? work() : deciding(person, work))
      const entry = isAhead
        ? undefined
        : order?.enter({
            person,
            ...(!incoming.place.personal && { room }),
            ...(incoming.sourceMessageId !== undefined && { asked: incoming.sourceMessageId }),
            delivery: incoming.id,
          })
      const done = inOrder(async () => {
        const elsewhere = await entry?.toDecide()
        const decided = await decide(incoming, elsewhere ? together(beside, elsewhere) : beside)
        const slowed = await slowing
        const effects = afterAcknowledging(decided, incoming, acknowledge, slowed)
        await entry?.decided()
        return { effects, slowed }
      }).then(({ effects, slowed }) => {
        if (effects.length === 0 && !slowed) return
        return performing(person, async () => {
          await entry?.toAnswer()
          await slowed?.ready()
          await answering.answer(effects, incoming, answered)
        })
      })
      // Whoever brought it is told where it failed; here it is over, however it ended.
      const over = () => {
        inHand.delete(isOver)
        answered()
      }
      const isOver = done.then(over, over)
      inHand.add(isOver)
      if (entry) void seen.then(entry.answered)
      if (incoming.sourceMessageId !== undefined) inFlight.add(person, incoming.sourceMessageId, seen)
      if (!incoming.place.personal) inFlight.add(room, incoming.id, seen)
      return done
    },
    async listensTo(workspace, address) {
      const { listeners = [] } = await servedIn(workspace)
      for (const listener of listeners)
        if (await listener.listensTo(libraryOf(workspace), address)) return true
      return false
    },
    async isForgotten(workspace, id, at, delivery) {
      const gone = await forgotten(libraryOf(workspace), id, at)
      return gone !== undefined && (delivery === undefined ? !gone.isBack : gone.knows(delivery))
    },
    remind,
    tell,
    meet,
    renamed: (workspace, conversation, name) =>
      store.update(workspace, async tx => {
        for (const rename of renames) await rename(tx, conversation, name)
      }),
    closed: createClosedRooms({
      store,
      closes,
      async tell(workspace, person, room, message) {
        const adapter = at(room)
        await adapter.send(adapter.chatOf(workspace, person), message)
      },
      log,
    }),
    who: asked => personNow(at, asked, asked.person.id),
    async leave(patience) {
      answering.stop()
      await Promise.race([allOver(), patience])
      await answering.keepOwed()
    },
    tellUnanswered: answering.tellUnanswered,
  }

  async function allOver(): Promise<void> {
    while (inHand.size > 0) await Promise.all(inHand)
  }

  function served(repertoire: Repertoire): Served {
    const before = known.get(repertoire)
    if (before) return before
    const { commands, listeners, otherwise, translators = [], undo } = repertoire
    const speaking = createSpeaking({ store, translators })
    const made: Served = { commands, otherwise, speaking, ...present({ listeners, undo }) }
    known.set(repertoire, made)
    return made
  }

  async function servedIn(library: Workspace): Promise<Served> {
    const own = await deps.repertoireIn?.(library)
    return own ? served(own) : usual
  }

  function libraryOf(workspace: Workspace) {
    return { get: <T>(kind: Kind<T>, id: string) => store.get(workspace, kind, id) }
  }

  async function decide(incoming: Incoming, inFlight: InFlight): Promise<Effect[]> {
    let here = usual
    try {
      if (incoming.mayStill && !(await incoming.mayStill())) return []
      here = await servedIn(incoming.workspace)
      const gone = await forgotten(libraryOf(incoming.workspace), incoming.person.id, incoming.at)
      if (gone?.knows(incoming.id)) return []
      if (gone && !gone.isBack && incoming.unasked) return [reply(youAreForgotten)]
      if (incoming.person.timeZone) await meet(incoming.workspace, incoming.person, incoming.at)
      const decided = await run(incoming, here, inFlight)
      const effects = await here.speaking.translated(await settled(decided, incoming), incoming)
      labels.remember(incoming, effects)
      return effects
    } catch (error) {
      if (error instanceof UserError) mistyped.note(incoming)
      const told = answering.whatWentWrong(error, incoming)
      const said = await here.speaking.translated(told, incoming).catch(() => told)
      answering.nothingDone(said)
      labels.remember(incoming, said)
      return said
    }
  }

  async function run(
    incoming: Incoming,
    here: Served,
    inFlight = nothingInFlight,
    isPressed = incoming.card !== undefined || incoming.occurrence !== undefined,
  ): Promise<Effect[]> {
    const beginnings = { kinds: begins, enter: (room: Address) => enter(room, incoming) }
    const library = idempotentLibrary(store, incoming, here.undo, beginnings)
    const effects = await asked(incoming, here, library, inFlight, isPressed)
    const posts = effects.some(one => one.type === 'reply' && one.posts)
    if (posts && library.change() === undefined) await library.sends()
    const change = library.change()
    return change === undefined ? effects : withUndo(effects, change, incoming)
  }

  async function asked(
    incoming: Incoming,
    here: Served,
    library: Library,
    inFlight: InFlight,
    isPressed: boolean,
  ): Promise<Effect[]> {
    const found = route(here.commands, incoming.text)
    const rest = found?.rest ?? incoming.text
    const offered = labels.shownTo(incoming).map(one => one.command)
    const { person, ...translators } = await here.speaking.toAsker(incoming)
    const asking = { ...incoming, person }
    const call = createCall(asking, { at, mayReach, library, rest, offered, ...translators, ...inFlight })
    const press = ({ command, values }: { command: string; values?: Incoming['values'] }) =>
      run({ ...incoming, kind: 'command', text: command, values: values ?? {} }, here, inFlight, true)
    // A label that was typed is the button that was pressed: the whole of it also where any line may be an answer.
    const isAsked = isPressed || (incoming.kind === 'command' && found !== undefined)
    const whole = isAsked ? undefined : labels.typed(incoming, 'whole')
    if (whole) return press(whole)
    // What was said to the bot by name and is no command may still be an answer, in the thread of a conversation.
    const fromListener = incoming.kind === 'command' && found ? undefined : await listen(call, here)
    if (!fromListener && mistyped.isCorrected(incoming))
      return asked({ ...incoming, kind: 'command' }, here, library, inFlight, isPressed)
    if (fromListener || isAboutEarlierLine(incoming)) return fromListener ?? []
    // What was pressed, or comes by the clock, is a command; what was typed may be a sentence that begins like one.
    const isSentence = !isPressed && found?.command.isItsWords?.(found.rest, call) === false
    if (found && !isSentence) return await found.command.run(call)
    const part = isPressed ? undefined : labels.typed(incoming, 'part')
    if (part) return press(part)
    mistyped.note(incoming)
    const shown = labels.shownTo(incoming)
    return !isPressed && isNumber.test(incoming.text) && shown.length > 0
      ? [apology(noSuchNumber(incoming.text, shown))]
      : here.otherwise(call, found)
  }

  async function listen(call: Call, { listeners = [] }: Served): Promise<Effect[] | undefined> {
    for (const listener of listeners) {
      const effects = await listener.receive(call)
      if (effects) return effects
    }
    return undefined
  }

  async function remind(asked: DueIncoming): Promise<{ doubted: boolean }> {
    const toAsker = at(asked.place.conversation).chatOf(asked.workspace, asked.person.id)
    const incoming: Incoming = { ...asked, answer: { here: asked.place.conversation, private: toAsker } }
    const delivery = createDelivery(asked.occurrence)
    const here = await servedIn(incoming.workspace)
    const effects = await here.speaking.translated(await decideByTheClock(incoming, here), incoming)
    for (const effect of effects) await perform(effect, incoming, { delivery })
    return { doubted: delivery.doubted() }
  }

  async function decideByTheClock(incoming: Incoming, here: Served): Promise<Effect[]> {
    try {
      const effects = await run(incoming, here)
      // In somebody's own chat what the clock brings is the newest card there.
      if (incoming.place.personal) labels.remember(incoming, effects)
      return effects
    } catch (error) {
      if (error instanceof UserError) return [apology(error.answer)]
      if (error instanceof DeliveryError) throw error
      throw new DeliveryError('not-sent', `a command failed: ${reason(error)}`, { cause: error })
    }
  }

  async function meet(workspace: Workspace, { id, timeZone }: Person, at: number): Promise<void> {
    if (timeZone) await noticeZone(store, workspace, id, timeZone, at)
  }

  async function tell({ workspace, place, person }: ScheduledIncoming, message: Message): Promise<void> {
    const adapter = at(place.conversation)
    await adapter.send(adapter.chatOf(workspace, person.id), message)
  }
}

/** Lets the acknowledgement carry the first thing the asker is to see; returns what is still to be done. */
function afterAcknowledging(
  effects: Effect[],
  { card }: Incoming,
  acknowledge: Acknowledge,
  slowed?: Throttled,
): Effect[] {
  if (slowed) {
    acknowledge()
    return slowed.thin(effects)
  }
  // Whoever pressed looks at the card that they pressed.
  const pressed = card && effects.find(effect => effect.type === 'replace')
  const first = pressed ?? effects.find(effect => effect.type === 'reply' || effect.type === 'replace')
  const carried = acknowledge(first)
  return carried ? effects.filter(effect => effect !== first) : effects
}
