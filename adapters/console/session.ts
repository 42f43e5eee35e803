import type { MessageHandler } from '../../src/core/adapter.ts'
import type { Incoming, Values } from '../../src/core/incoming.ts'
import { foldedWords } from '../../src/core/text.ts'
import { addressOf, isPersonal, type Location, workspace } from './address.ts'
import { createToIncoming, type TerminalRequest } from './ask.ts'
import type { Board } from './board.ts'
import { withFile } from './files.ts'
import { move } from './moves.ts'
import { press } from './press.ts'
import { promptOf, type Screen, sayingTo, showMore, showNotice } from './show.ts'
import { read, type Typed } from './typed.ts'

/** The dependencies of a session. */
export interface SessionDeps {
  hearth: MessageHandler
  board: Board
  screen: Screen
  now: () => number
}

type Next = 'go on' | 'quit'

const notRead =
  'Hearth does not read what is said in a channel. Begin with / or @hearth to speak to it, or go into a thread of its own with /thread.'

/** What only the terminal understands: one screen stands for many people and places. */
const ownWordsInShort =
  'In this terminal: /as ana speaks as Ana, /in #staff goes to a channel, /in me comes back, /who says who and where you are, /thread 3 answers under card 3, /fix changes your last line, /more shows what is left, /quit leaves.'

/** Reads lines until the input ends or someone quits; answers each before it reads the next. */
export async function runSession({ hearth, board, screen, now }: SessionDeps): Promise<void> {
  const toIncoming = createToIncoming(now)
  const lastSaid = new Map<string, string>()
  let said = false
  let line = await nextLine()
  while (line !== undefined && (await dispatch(read(line))) === 'go on') line = await nextLine()

  async function nextLine() {
    return screen.terminal.ask(promptOf(screen.view, await sayingTo(screen)), 'apart')
  }

  async function dispatch(typed: Typed): Promise<Next> {
    switch (typed.type) {
      case 'nothing':
        return 'go on'
      case 'quit':
        return 'quit'
      case 'cancel':
        return tell('No form is open.')
      case 'as':
      case 'in':
      case 'own':
      case 'thread':
      case 'up':
      case 'who':
        await move(typed, board, screen)
        return 'go on'
      case 'more':
        return more(typed.text)
      case 'slash':
        return submit({ kind: 'command', text: typed.text })
      case 'mention':
        return isPersonal(screen.view.location) ? talk(typed.line) : callByName(typed.text)
      case 'number':
        return pressNumber(typed)
      case 'fix':
        return fix(typed.text)
      case 'delete':
        return takeBack()
      case 'talk':
        return (await isCalled(typed.text, 'More')) ? more(typed.text) : talk(typed.text)
    }
  }

  /** Whether a line is this word of ours, in the language of whoever types. */
  async function isCalled(text: string, word: string): Promise<boolean> {
    return foldedWords(text) === foldedWords((await sayingTo(screen))(word))
  }

  /** What else there is of the newest card; where there is none, it is said to Hearth. */
  async function more(text: string): Promise<Next> {
    const card = board.withMore(screen.view.location, screen.view.person.id)
    if (!card) return talk(text)
    await showMore(card, screen)
    return 'go on'
  }

  async function pressNumber({ number, card: of, text }: Extract<Typed, { type: 'number' }>): Promise<Next> {
    const pressed = await press(number, board, screen, of)
    if (pressed.type === 'no card') return talk(text)
    if (pressed.type === 'quit') return 'quit'
    if (pressed.type === 'settled') return 'go on'
    const { card, ref, command, values, chosen } = pressed
    screen.pressed = ref.id
    return submit({ kind: 'command', text: command, values, chosen, card: ref, location: card.location })
  }

  /** What Hearth says to “help” does not tell of the terminal's own words. */
  async function helped(asked: string): Promise<void> {
    const word = foldedWords(asked.trim().replace(/^hearth /i, ''))
    if (word === 'help' || (await isCalled(word, 'Help'))) await showNotice(ownWordsInShort, screen)
  }

  async function talk(text: string): Promise<Next> {
    if (isPersonal(screen.view.location) || (await isInOpenThread())) return sayLine(text)
    if (said) return 'go on'
    said = true
    return tell(notRead)
  }

  /** In a thread that Hearth listens to, a line that names it is one more line of that conversation. */
  async function callByName(text: string): Promise<Next> {
    return (await isInOpenThread()) ? sayLine(text, true) : submit({ kind: 'command', text, addressed: true })
  }

  async function isInOpenThread(): Promise<boolean> {
    const { location } = screen.view
    return location.thread !== undefined && (await hearth.listensTo(workspace, addressOf(location)))
  }

  function sayLine(text: string, addressed?: true): Promise<Next> {
    const asked = toIncoming({ ...here(), kind: 'line', text, ...(addressed && { addressed }) })
    lastSaid.set(speaker(), asked.id)
    return handle({ ...asked, sourceMessageId: asked.id })
  }

  function fix(text: string): Promise<Next> {
    const line = lastSaid.get(speaker())
    if (line === undefined) return tell('You have said nothing here that could be changed.')
    if (text === '') return tell('Say what it should have been: /fix the new words')
    return submit({ kind: 'edit', text, said: line })
  }

  function takeBack(): Promise<Next> {
    const line = lastSaid.get(speaker())
    if (line === undefined) return tell('You have said nothing here that could be deleted.')
    lastSaid.delete(speaker())
    return submit({ kind: 'delete', text: '', said: line })
  }

  function submit(
    asked: Pick<TerminalRequest, 'kind' | 'text' | 'addressed' | 'card' | 'said'> & {
      location?: Location
      values?: Values
      chosen?: Incoming['chosen']
    },
  ) {
    return handle(toIncoming({ ...here(), ...asked }))
  }

  async function handle(one: Incoming): Promise<Next> {
    // The bot promises never to reject; if it does, the session goes on all the same.
    await hearth.handle(await withFile(one)).catch(screen.terminal.complain)
    await helped(one.text)
    return 'go on'
  }

  async function tell(sentence: string): Promise<Next> {
    await showNotice(sentence, screen)
    return 'go on'
  }

  function here() {
    const { id } = screen.view.person
    return {
      person: screen.people.get(id) ?? { id, name: screen.view.person.name },
      location: screen.view.location,
    }
  }

  function speaker(): string {
    return `${screen.view.person.id} ${addressOf(screen.view.location)}`
  }
}
