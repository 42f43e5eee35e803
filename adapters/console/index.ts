import type { Adapter, MessageHandler } from '../../src/core/adapter.ts'
import { DeliveryError } from '../../src/core/delivery/delivery-error.ts'
import type { CardRef } from '../../src/core/incoming.ts'
import type { Speaking } from '../../src/core/translation/speaking.ts'
import { addressOf, isPersonal, locationOf, personalChat, platform, slug, workspace } from './address.ts'
import { createBoard } from './board.ts'
import { createPeople } from './people.ts'
import { cleanLine } from './plain.ts'
import { runSession } from './session.ts'
import { isSettled, type Screen, showCard, showGone, showNotice, showProgress } from './show.ts'
import { createTerminal, type Input, type Output } from './terminal.ts'
import { ownWords } from './typed.ts'

/** The options of the terminal adapter. */
export interface ConsoleOptions {
  input: Input
  output: Output
  /** Where failures of the terminal itself are printed. */
  errorOutput?: Output
  /** The time, in milliseconds since 1970. */
  now: () => number
  /** Left out: on a terminal that can show them, unless NO_COLOR is set. */
  colors?: boolean
  /** Left out: as wide as the window, within reason. */
  width?: number
  /** Names of those who are here from the start; the first is at the keyboard. */
  people?: readonly string[]
  /** What whoever is logged in on this computer is called: at the keyboard, where nobody is named. */
  login?: string
  /** How many lines an answer has at once; left out: as many as a small window holds with what was typed. */
  lines?: number
  /** Words that the tab key completes, such as the names of the commands. */
  commands?: () => readonly string[]
  /** Where files that Hearth sends are kept; left out, they are only shown. */
  filesDir?: string
  /** Who speaks to somebody in their language; left out: all read English. */
  speaking?: Pick<Speaking, 'toReader'>
}

/** The terminal as a chat platform. */
export interface ConsoleAdapter extends Adapter {
  /** Resolves when the input has ended or someone quit, and everything asked was answered. */
  readonly finished: Promise<void>
}

/** A window has 24 lines at the least; what was typed, and the line to type in, are to be seen with the answer. */
const usualLines = 14

const welcome = '“help” shows what I can do. Also: /as, /in, /who and /quit.'

/** A chat with Hearth in a terminal, or over a pipe: several people, several channels, no credentials. */
export function createConsoleAdapter(options: ConsoleOptions): ConsoleAdapter {
  const { commands = () => [], filesDir, lines = usualLines, now, speaking } = options
  const terminal = createTerminal({ ...options, words: () => [...commands(), ...ownWords] })
  const people = createPeople(options.people ?? [], options.login)
  const person = people.meet(options.people?.[0] ?? '') ?? people.get('you') ?? { id: 'you', name: 'you' }
  const board = createBoard()
  const screen: Screen = {
    terminal,
    people,
    view: { person, location: personalChat(person.id) },
    filesDir,
    lines,
    translatorFor: async id => speaking?.toReader(workspace, { id }),
  }
  let finish = () => {}
  const finished = new Promise<void>(resolve => {
    finish = resolve
  })
  const openedAt = now()
  let started = false

  return {
    platform,
    finished,

    async start(hearth: MessageHandler) {
      started = true
      terminal.open()
      await showNotice(welcome, screen)
      void runSession({ hearth, board, screen, now }).catch(terminal.complain).finally(end)
    },

    async stop() {
      terminal.close()
      if (!started) finish()
      await finished
    },

    async send(to, message, about) {
      const location = locationOf(to)
      if (!location)
        throw new DeliveryError('unreachable', `There is no place called ${cleanLine(to)} in this terminal.`)
      const card = board.add(location, message, about?.key)
      await showCard(card, '', screen)
      return card.ref
    },

    async arrived(to, key, since) {
      const location = locationOf(to)
      const card = location && board.sent(location, key)
      if (!card && since < openedAt) throw new Error('the terminal does not know what an earlier run showed')
      return card?.ref
    },

    async update(ref: CardRef, message) {
      const card = board.find(ref)
      if (!card) return false
      const isSilent = ref.id !== screen.pressed && isSettled(card.message, message)
      board.change(card, message)
      // What was answered by typing is closed; the answer stands right there, and a screen cannot be changed.
      if (isSilent) return true
      if (board.opened(card)) await showProgress(card, screen)
      else await showCard(card, '(updated)', screen)
      return true
    },

    async remove(ref: CardRef) {
      const card = board.find(ref)
      if (!card) return
      board.drop(card)
      await showGone(card, screen)
    },

    async person(asked, id) {
      return asked === workspace ? people.get(id) : undefined
    },

    async named(asked, name) {
      const met = asked === workspace ? people.meet(name) : undefined
      return met ? [met] : []
    },
    async roomNamed(asked, _, name) {
      const channel = slug(name)
      return asked === workspace && channel !== '' ? addressOf({ conversation: `#${channel}` }) : undefined
    },
    isOf: (asked, address) => asked === workspace && locationOf(address) !== undefined,
    async isIn(_, id, address) {
      const location = locationOf(address)
      return location !== undefined && (!isPersonal(location) || location.conversation === `@${id}`)
    },
    keepsItself: 'What stands on this screen stays there until the window is closed.',

    chatOf: (_, id) => addressOf(personalChat(id)),
  }

  function end() {
    terminal.close()
    finish()
  }
}
