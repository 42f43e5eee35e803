import type { Effect } from './effect.ts'
import type { Address, Incoming, Person, PersonId } from './incoming.ts'
import type { Index, Kind, Matches, Tx } from './store.ts'
import type { Translator } from './translation/translator.ts'
import { UserError } from './user-error.ts'

/** The asker's own library, and nothing beyond it: the store, held to one workspace. */
export interface Library {
  /** As `Store.update`. The same delivery is never applied twice. */
  update<R>(change: (tx: Tx) => Promise<R> | R): Promise<R>
  /** As `Store.purge`. It leaves no mark of its own. */
  purge<R>(change: (tx: Tx) => Promise<R> | R): Promise<R>
  /** As `Store.isShared`. */
  readonly isShared: boolean
  get<T>(kind: Kind<T>, id: string): Promise<T | undefined>
  list<T>(kind: Kind<T>): Promise<[id: string, document: T][]>
  select<T>(kind: Kind<T>, matches: Matches<T>): Promise<[id: string, document: T][]>
  find<T>(index: Index<T>, key: string): Promise<[id: string, document: T][]>
}

/** One command asked for: what came in, its words, and the library it may touch. */
export interface Call extends Incoming {
  /** What follows the command's name, split at white space. */
  words: readonly string[]
  /** What follows the command's name, as typed. */
  rest: string
  library: Library
  /** Who translates into the asker's language; left out: they are spoken to in English. */
  translator?: Translator
  /** The same, for what is said in this place for all who are there. */
  translatorHere?: Translator
  /** The same person's lines that were still being answered when this one came: what came of them had not been seen. */
  alongside: readonly string[]
  /** Everybody's deliveries that were still being answered in this place, which several see: the same holds for what came of them. */
  meanwhile: readonly string[]
  /** What the buttons of the newest card do that was shown to the asker here. */
  offered: readonly string[]
  /** The asker's IANA zone, as the platform tells it now. */
  timeZone(): Promise<string | undefined>
  /** Whether the asker is a guest: guests decide nothing for the library. @throws {UserError} where the platform does not tell now. */
  isGuest(): Promise<boolean>
  /** Whether whoever runs Hearth let the asker in to look after the library, beside those in HEARTH_ADMINS. */
  leads(): Promise<boolean>
  /** All of whom that is true here. */
  leaders(): Promise<readonly PersonId[]>
  /** The asker's other ids on the platform, as far as it tells them now. */
  aliases(): Promise<readonly string[]>
  /** What the platform keeps of this talk by itself, in a sentence. */
  platformKeeps(): string
  /** Somebody else, by the name the platform knows. `unknown`: it knows nobody by that id; or it does not answer now. */
  colleague(id: PersonId): Promise<Pick<Person, 'id' | 'name'> & { unknown?: 'nobody' | 'unanswered' }>
  /** Whoever goes by a name that was typed. Undefined: nobody, or several. */
  named(name: string): Promise<Pick<Person, 'id' | 'name'> | undefined>
  /** All who go by a name that was typed. */
  namesakes(name: string): Promise<readonly Pick<Person, 'id' | 'name'>[]>
  /** What would be refused when it is carried out is refused now. @throws {UserError} where the asker has no business in a place. */
  mustReach(address: Address): Promise<void>
  /** A room that goes by a name that was typed; whether the asker is in it is another question. Undefined: none, or several. */
  roomNamed(name: string): Promise<Address | undefined>
}

/** One thing the bot can be asked to do. */
export interface Command {
  /** Its first word. */
  name: string
  /** One line that says what it is for: shown in help and in the platforms' own lists of commands. */
  summary: string
  /** What may follow the name, for the platforms' hints: `[teens, light, 5 minutes]`. */
  hint?: string
  /** Lines to try, with what they do. */
  examples: readonly (readonly [line: string, does: string])[]
  /** Words people may look for it by, beside its name and summary. */
  keywords?: readonly string[]
  /**
   * Whole lines that mean this command, though they do not begin with its name: `another`.
   * One that ends in ` …` stands for any line beginning so: `help …`.
   */
  phrases?: Readonly<Record<string, string>>
  /** It has no slash command of its own on the platforms: it is typed, pressed, or named behind `/hearth`. */
  typedOnly?: true
  /** What follows may be somebody's own words, of any length. Left out: a request, which nobody makes long. */
  prose?: true
  /**
   * Whether a line that begins with its name is for it for sure, also where any line may be an answer: `plan remind monday 9:00`
   * is, `plan a picnic` is not. Left out: its bare name alone is.
   */
  isCertain?(call: Call, rest: string): Promise<boolean> | boolean
  /**
   * Whether what follows its name is in its own words, and no sentence that only begins so. Where such a sentence means nothing
   * else, the command is run all the same: it answers strange words. Left out: it always is.
   */
  isItsWords?(rest: string, call: Call): boolean
  /**
   * What a line of it does, as a button says it, by what follows its name: `Close on Thu, Dec 24`. Days are shown the way of the
   * reader's locale. Left out, or undefined: the line says it.
   */
  inWords?(rest: string, locale?: string): string | undefined
  run(call: Call): Promise<Effect[]> | Effect[]
}

/** Folds what people type: no slash or @ before it, no space around it, one space within, straight quotes. */
export const tidy = (line: string): string =>
  line.normalize('NFC').replace(/[’‘]/g, "'").replace(/\s+/g, ' ').trim().replace(/^\//, '')

/** A command that a line asks for, and what follows its name. */
export interface Routed {
  command: Command
  rest: string
}

/** Finds the command a line asks for, and what follows its name. `hearth` before another command's name is passed over, once. */
export function route(commands: readonly Command[], line: string, passed = false): Routed | undefined {
  const { names, phrases, openings } = tableOf(commands)
  const tidied = tidy(line)
  const exact = phrases.get(tidied.toLowerCase().replace(/[.!]$/, ''))
  if (exact) return exact
  const [opening = '', behind] = splitFirst(tidied)
  const opened = behind ? openings.get(opening.toLowerCase()) : undefined
  if (opened) return { command: opened.command, rest: `${opened.rest} ${behind}` }
  const [first = '', rest = ''] = splitFirst(line.trim().replace(/^\//, ''))
  const [second = '', further] = splitFirst(rest)
  const ofTwo = further ? openings.get(`${first} ${second}`.toLowerCase()) : undefined
  // What stands behind it may have lines, which mean something.
  if (ofTwo) return { command: ofTwo.command, rest: `${ofTwo.rest} ${further}`.trim() }
  const named = names.get(first.toLowerCase().replace(/^hearth[,:]$/, 'hearth'))
  const inner = named?.name === 'hearth' && rest && !passed ? route(commands, rest, true) : undefined
  if (inner) return inner
  return named && { command: named, rest }
}

/** What a line does, in words for a button; the line itself where its command has no words for it. */
export function lineInWords(commands: readonly Command[], line: string, locale?: string): string {
  const { command, rest = '' } = route(commands, line) ?? {}
  return (
    command?.inWords?.(rest, locale) ?? (rest === '' ? command?.summary.split(/[:;]/)[0] : undefined) ?? line
  )
}

/** Characters of a request that are read: looking for what a very long one may mean would keep everybody waiting. */
const longestRequest = 1_000

/** The command, refusing a request that is too long to be read. */
export function inReach(command: Command): Command {
  if (command.prose) return command
  return {
    ...command,
    run(call) {
      if (call.rest.length <= longestRequest) return command.run(call)
      throw new UserError(
        `That is too long for me to read as a request: I read ${longestRequest} characters of one. Notes and answers may be longer.`,
      )
    },
  }
}

interface Table {
  names: Map<string, Command>
  /** Whole lines, and the beginnings of lines, that stand for a command with something behind its name. */
  phrases: Map<string, { command: Command; rest: string }>
  openings: Map<string, { command: Command; rest: string }>
}

const tables = new WeakMap<readonly Command[], Table>()

/** The commands by what is typed, made once; where two share a word, the earlier in the list has it. */
function tableOf(commands: readonly Command[]): Table {
  const known = tables.get(commands)
  if (known) return known
  const table: Table = { names: new Map(), phrases: new Map(), openings: new Map() }
  for (const command of commands.toReversed()) {
    table.names.set(command.name, command)
    for (const [phrase, rest] of Object.entries(command.phrases ?? {})) {
      if (phrase.endsWith(' …')) table.openings.set(phrase.slice(0, -2), { command, rest })
      else table.phrases.set(phrase, { command, rest })
    }
  }
  tables.set(commands, table)
  return table
}

const splitFirst = (line: string): [string?, string?] => {
  const at = line.search(/\s/)
  return at < 0 ? [line, ''] : [line.slice(0, at), line.slice(at).trim()]
}
