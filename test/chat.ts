import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createCommands, createRepertoire } from '../src/app/commands.ts'
import { createOwnContent } from '../src/app/own-content.ts'
import { withRules } from '../src/app/personal-data.ts'
import { adminsOf, schedulerJobs } from '../src/app/scheduler-jobs.ts'
import { packageRoot } from '../src/config/paths.ts'
import type { Content } from '../src/content/load.ts'
import type { Acknowledge, Adapter } from '../src/core/adapter.ts'
import { createBot } from '../src/core/bot.ts'
import { createRateLimiter } from '../src/core/delivery/rate-limit.ts'
import type { Check } from '../src/core/health-check.ts'
import type { Address, CardRef, Incoming } from '../src/core/incoming.ts'
import { type Button, buttonsOf, type Message, plainText } from '../src/core/message.ts'
import { createPermissions } from '../src/core/permissions.ts'
import { createScheduler } from '../src/core/schedule/scheduler.ts'
import { forwardingTx, type Store, type Tx, withChanges } from '../src/core/store.ts'
import { isOwnSignOut } from '../src/features/people/command.ts'
import type { PlanAction } from '../src/features/plan/actions/action.ts'
import { disk, type Files } from '../src/store/disk/files.ts'
import { openJsonStore } from '../src/store/json.ts'
import { builtInContent } from './content.ts'
import { dropFromDatabase, isOnDatabase, openOnDatabase } from './postgres/chat-store.ts'
import { until } from './until.ts'

/** One message as it stands in a place. */
export interface Shown {
  to: Address
  message: Message
  card: CardRef
  /** What it was sent under, where the clock sent it. */
  key?: string
  /** When, by the chat's own clock. */
  at: number
}

/** A Monday, 13:00 UTC: where every chat in tests begins. */
export const monday = Date.UTC(2026, 10, 23, 13)

interface Options {
  admins?: string[]
  content?: Content
  /** What a plan can be told; left out: all that it can. */
  planActions?: readonly PlanAction[]
  folder?: string
  /** The disk, where it is to fail. */
  files?: Files
  /** What `/hearth doctor` looks at. */
  doctor?: readonly Check[]
  /** Who lives where, as the platform would tell; may be changed later. */
  zones?: Record<string, string>
  /** Whether the platform can tell which messages arrived. */
  looksUp?: boolean
  /** Whether the computer tells that its clock was set, as real ones do. */
  steady?: boolean
  /** Slows whoever is too fast, with a wait that the test ends; left out: nobody is slowed. */
  pauses?: (ms: number) => Promise<unknown>
  /** In a folder also where the tests run on a database. */
  onFolder?: boolean
  /** Gives what is found the other way round, which is as good an order as any: a store promises none. */
  isReversed?: () => boolean
}

/** Two chats on one folder, one after the other, have no delivery in common. */
let count = 0

/** The buttons of the messages that were shown last, each with where it stands. */
export const pressable = (shown: readonly Shown[]) =>
  shown
    .slice(-40)
    .flatMap(one =>
      one.message.flatMap(block =>
        'buttons' in block
          ? block.buttons.flatMap(button =>
              'command' in button ? [{ one, command: button.command, block }] : [],
            )
          : [],
      ),
    )

/** The same store, which gives what is found the other way round wherever it is told to. */
function inAnyOrder(store: Store, isReversed: () => boolean): Store {
  const turned = <T extends Pick<Tx, 'list' | 'select' | 'find'> | Store>(one: T): T => {
    const from = one as Record<'list' | 'select' | 'find', (...asked: unknown[]) => Promise<unknown[]>>
    const other = (name: keyof typeof from) => {
      const find = from[name].bind(one)
      return async (...asked: unknown[]) => {
        const found = await find(...asked)
        return isReversed() ? found.toReversed() : found
      }
    }
    return { ...one, list: other('list'), select: other('select'), find: other('find') }
  }
  return turned(withChanges(store, (tx, change) => change(turned(forwardingTx(tx)))))
}

/** The whole bot on the real store, without a platform: say something, press something, look at what is shown. */
export async function openChat({
  admins = [],
  content = builtInContent,
  planActions,
  folder,
  files = disk,
  doctor = [],
  zones = {},
  looksUp = false,
  steady = false,
  pauses,
  onFolder = false,
  isReversed,
}: Options = {}) {
  const dataDir = folder ?? (await mkdtemp(join(tmpdir(), 'hearth-chat-')))
  const logged: string[] = []
  const log = { info: note, warn: note, error: note }
  const isShared = isOnDatabase && files === disk && !onFolder
  const openStore = async () => {
    const opened = await (isShared ? openOnDatabase(dataDir, log) : openJsonStore(dataDir, { log, files }))
    return withRules(isReversed ? inAnyOrder(opened, isReversed) : opened, () => chat.at)
  }
  let store = await openStore()
  const shown: Shown[] = []
  /** How many messages were ever sent: a message that was removed gives its name to no other. */
  let posted = 0
  let failing: Error | undefined
  let losing = false
  let dying = false
  const gone = new Set<string>()
  const guests = new Set<string>()
  const absent = new Set<string>()
  const foreign = new Set<string>()
  const closed = new Map<string, Error | undefined>()
  const tried: { to: Address; message: Message }[] = []
  const adapter: Adapter = {
    platform: 'test',
    start: async () => {},
    stop: async () => {},
    async send(to, message, about) {
      tried.push({ to, message })
      const broken = failing ?? closed.get(to)
      if (broken && !losing) throw broken
      const card: CardRef = { address: to, id: String(posted), thread: `${to}/${posted}` }
      posted++
      shown.push({ to, message, card, at: chat.at, ...(about && { key: about.key }) })
      if (dying) return new Promise<never>(() => {})
      if (broken) throw broken
      return card
    },
    ...(looksUp && {
      arrived: async (to: Address, key: string) => shown.find(one => one.to === to && one.key === key)?.card,
    }),
    async update(card, message) {
      const old = shown.find(one => one.card.id === card.id)
      if (old) old.message = message
      return old !== undefined
    },
    async remove(card) {
      shown.splice(
        shown.findIndex(one => one.card.id === card.id),
        1,
      )
    },
    async person(_, id) {
      if (chat.silent) throw new Error('the platform does not answer')
      return gone.has(id) ? undefined : { id, name: id, timeZone: zones[id] ?? 'America/New_York' }
    },
    isGuest: async (_, id) => {
      if (chat.silent) throw new Error('the platform does not answer')
      return guests.has(id)
    },
    isOf: (_, address) => !foreign.has(address),
    async isIn(_, id, address) {
      if (chat.silent) throw new Error('the platform does not answer')
      const [room = ''] = address.replace('test:', '').split(/[/?]/)
      return room.startsWith('#') ? !absent.has(`${id} ${room}`) : room === id
    },
    keepsItself: 'This chat keeps nothing by itself.',
    chatOf: (_, id) => `test:${id}`,
  }
  const ownContent = createOwnContent({
    store: () => store,
    builtIn: join(packageRoot(), 'content'),
    own: undefined,
    content,
    repertoireOf,
    log,
  })
  const repertoire = repertoireOf(content)
  const { commands } = repertoire

  function repertoireOf(of: typeof content) {
    const all = createCommands(of, createPermissions(admins), {
      checks: () => doctor,
      ...(planActions && { actions: planActions }),
      address: () => 'https://hearth.test',
      ownContent: {
        compare: (before, after) => ownContent.compare(before, after),
        leftOutIn: library => ownContent.leftOutIn(library),
      },
    })
    return createRepertoire(of, all, planActions)
  }
  const makeBot = () =>
    createBot({
      store,
      ...repertoire,
      repertoireIn: library => ownContent.repertoireIn(library),
      adapters: [adapter],
      goesAhead: isOwnSignOut,
      ...(pauses && { rateLimiter: createRateLimiter(pauses) }),
      log,
    })
  let bot = makeBot()
  const now = () => chat.at
  const wait = async () => {}
  /** How far the clock was set from where it was, all in all. */
  let set = 0
  const evenly = steady && { steady: () => chat.at - set }
  const makeScheduler = () =>
    createScheduler({ store, ...schedulerJobs(bot, now, adminsOf(admins, store)), now, wait, log, ...evenly })
  let scheduler = makeScheduler()

  const chat = {
    shown,
    logged,
    commands,
    content,
    dataDir,
    at: monday,
    workspace: 'test-library',
    store: () => store,
    adapter,
    /** Breaks every send from now on; undefined mends it. */
    failWith(error: Error | undefined) {
      failing = error
    },
    /** Somebody of another organization. */
    beGuest: (who: string) => guests.add(who),
    /** The platform does not tell who anybody is. */
    silent: false,
    /** Somebody is not in a room, or not any more. */
    leaveRoom: (who: string, room: string) => absent.add(`${who} ${room}`),
    /** An address of another workspace. */
    beForeign: (address: Address) => foreign.add(address),
    /** Somebody’s account is closed. */
    leave: (who: string) => gone.add(who),
    /** Breaks every send to one place. */
    failWhere(to: Address, error: Error | undefined) {
      closed.set(to, error)
    },
    /** What is sent arrives, but the bot gets an error all the same, as when a connection breaks; undefined mends it. */
    loseAnswers(error: Error | undefined) {
      failing = error
      losing = error !== undefined
    },
    /** All that was sent to a place or should have been. */
    tried: (to: Address) => tried.filter(one => one.to === to).map(one => one.message),
    incoming(who: string, room: string, line: string, over: Partial<Incoming> = {}): Incoming {
      const address: Address = `test:${room}`
      const whole: Address = `test:${room.split('/')[0]}`
      return {
        id: `delivery-${++count}`,
        workspace: chat.workspace,
        person: { id: who, name: who },
        place: {
          address,
          conversation: whole,
          personal: !room.startsWith('#'),
          thread: room.includes('/'),
          name: room,
        },
        answer: { here: address, private: room.startsWith('#') ? `test:${room}?only=${who}` : address },
        kind: 'command',
        text: line,
        values: {},
        at: chat.at,
        ...over,
      }
    },
    /** The platform tells by itself what it knows of a person now. */
    meet: (who: string, timeZone: string) =>
      bot.meet(chat.workspace, { id: who, name: who, timeZone }, chat.at),
    async handle(incoming: Incoming, acknowledge?: Acknowledge) {
      const before = posted
      await bot.handle(incoming, acknowledge)
      return shown.filter(one => Number(one.card.id) >= before)
    },
    /** A command or line, and all that was shown in answer, as plain text. */
    async say(who: string, room: string, line: string, over?: Partial<Incoming>): Promise<string> {
      return textOf(await chat.handle(chat.incoming(who, room, line, over)))
    },
    /** A line typed, as the platforms deliver it: it has a name of its own, by which it can be changed later. */
    async type(who: string, room: string, line: string, over?: Partial<Incoming>): Promise<string> {
      const id = `line-${++count}`
      return chat.say(who, room, line, { kind: 'line', id, sourceMessageId: id, ...over })
    },
    /** What the newest card that holds these words looks like now, as plain text. */
    card(words: string): string {
      return plainText(shown.findLast(one => plainText(one.message).includes(words))?.message ?? [])
    },
    /** Presses a button of the newest message that has it; the pressed card's new text comes first. */
    async press(
      who: string,
      label: string,
      values: Incoming['values'] = {},
      over: Partial<Incoming> = {},
    ): Promise<string> {
      const card = shown.findLast(one => buttonOf(one.message, label))
      const pressed = card && buttonOf(card.message, label)
      if (!card || !pressed || !('command' in pressed)) throw new Error(`no button “${label}” is shown`)
      const room = (card.to.split('?')[0] ?? '').replace('test:', '')
      const isAlone = !room.startsWith('#') || card.to.includes('?only=')
      const answers = await chat.handle(
        chat.incoming(who, room, pressed.command, {
          card: isAlone ? { ...card.card, private: true } : card.card,
          ...filledIn(card.message, values),
          ...over,
        }),
      )
      return [plainText(card.message), textOf(answers)].filter(Boolean).join('\n---\n')
    },
    /** Lets time pass: what comes due is carried out when it is due; tells what was shown meanwhile. */
    async pass(ms: number): Promise<Shown[]> {
      const before = posted
      const until = chat.at + ms
      await chat.sweep()
      for (let at = await store.nextDueAt(); at !== undefined && at <= until; at = await store.nextDueAt()) {
        chat.at = Math.max(chat.at, at)
        await chat.sweep()
      }
      chat.at = until
      return shown.filter(one => Number(one.card.id) >= before)
    },
    /** Carries out what is due now. */
    async sweep(): Promise<number> {
      const taken = await scheduler.sweep()
      await scheduler.idle()
      return taken
    },
    /** Somebody sets the clock of the computer; the scheduler looks at it as often as it does until it trusts it. */
    async setClock(by: number, looks = 3) {
      await chat.sweep()
      chat.at += by
      set += by
      for (let look = 0; look < looks; look++) await chat.sweep()
    },
    /** Stops dead when the next thing is due, before or after it is posted, and starts again at once. */
    async crash(when: 'claimed' | 'posted') {
      chat.at = Math.max(chat.at, (await store.nextDueAt()) ?? chat.at)
      if (when === 'claimed') await store.claim(chat.at, { limit: 64, leaseMs: 300_000, owner: 'crashed' })
      else {
        const before = shown.length
        dying = true
        await scheduler.sweep()
        await until(() => shown.length > before)
        dying = false
      }
      await chat.restart()
    },
    /** Hearth is told to end, and the platform answers again. */
    async end(patience: Promise<unknown>) {
      dying = false
      await bot.leave(patience)
    },
    /** From now on the platform answers nothing that is sent. */
    hang() {
      dying = true
    },
    async restart() {
      await store.close()
      store = await openStore()
      bot = makeBot()
      scheduler = makeScheduler()
    },
    async close() {
      await store.close()
      if (isShared) await dropFromDatabase(dataDir)
      await rm(dataDir, { recursive: true, force: true })
    },
  }
  return chat

  function note(line: string) {
    logged.push(line)
  }
}

/** What the newest file holds whose name ends so. */
export function fileOf(chat: { shown: readonly Shown[] }, ending: string): string {
  const files = chat.shown.flatMap(one =>
    one.message.flatMap(block => (block.type === 'file' ? [block] : [])),
  )
  return files.findLast(one => one.name.endsWith(ending))?.text ?? ''
}

const textOf = (messages: readonly Shown[]): string =>
  messages.map(one => plainText(one.message)).join('\n---\n')

/** What a platform makes of what was filled in: a channel comes from its own list, as an address. */
function filledIn(message: Message, filled: Incoming['values']): Pick<Incoming, 'values' | 'chosen'> {
  const inputs = message.flatMap(block => (block.type === 'form' ? block.inputs : []))
  const isChannel = (id: string) => inputs.some(one => one.id === id && one.type === 'channel')
  const all = Object.entries(filled)
  return {
    values: Object.fromEntries(all.filter(([id]) => !isChannel(id))),
    chosen: Object.fromEntries(all.flatMap(([id, value]) => (isChannel(id) ? [[id, value as Address]] : []))),
  }
}

function buttonOf(message: Message, label: string): Button | undefined {
  return message.flatMap(buttonsOf).find(one => one.label === label || one.fullLabel === label)
}
