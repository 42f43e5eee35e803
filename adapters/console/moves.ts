import { isPersonal, personalChat, slug } from './address.ts'
import type { Board } from './board.ts'
import { type Screen, showNotice } from './show.ts'
import type { Typed } from './typed.ts'

type Move = Extract<Typed, { type: 'as' | 'in' | 'own' | 'thread' | 'up' | 'who' }>

/** Goes to another location, or becomes another person; says so if it cannot. */
export async function move(to: Move, board: Board, screen: Screen): Promise<void> {
  const sentence = moved(to, board, screen)
  if (sentence) await showNotice(sentence, screen)
}

function moved(to: Move, board: Board, screen: Screen): string | undefined {
  const { view } = screen
  switch (to.type) {
    case 'as':
      return become(to.name, screen)
    case 'in':
      return enter(to.conversation, screen)
    case 'own':
      view.location = personalChat(view.person.id)
      return undefined
    case 'thread':
      return enterThread(to.name, board, screen)
    case 'up':
      if (!view.location.thread) return 'You are in no thread.'
      view.location = { conversation: view.location.conversation }
      return undefined
    case 'who':
      return who(screen)
  }
}

function become(name: string, { people, view }: Screen): string | undefined {
  const person = people.meet(name.replace(/^@/, ''))
  if (!person) return 'Say who: /as ana'
  const wasAtHome = isPersonal(view.location)
  view.person = person
  if (wasAtHome) view.location = personalChat(person.id)
  return undefined
}

function enter(conversation: string, { view }: Screen): string | undefined {
  if (conversation.startsWith('@'))
    return 'Only the person themself can be in their direct messages: become them with /as.'
  const name = slug(conversation)
  if (name === '') return 'Say where: /in #staff, or /in me for your direct messages'
  view.location = { conversation: `#${name}` }
  return undefined
}

function enterThread(name: string, board: Board, { view }: Screen): string | undefined {
  const { conversation } = view.location
  const number = name === '' ? undefined : Number(name)
  if (number === undefined || Number.isInteger(number)) {
    const card = board.opener(conversation, view.person.id, number)
    if (!card) return name === '' ? 'There is no card here yet.' : `There is no card ${name} here.`
    const thread = card.location.thread ?? card.ref.id
    view.location = { conversation, thread }
    return undefined
  }
  // The whole name leads back into a thread of an earlier run.
  if (!/^[\w.-]+$/.test(name)) return 'Say which: /thread 12, with the number of the card it is under'
  view.location = { conversation, thread: name }
  return undefined
}

function who({ view, people }: Screen): string {
  const { location } = view
  const here = isPersonal(location) ? 'your direct messages with Hearth' : location.conversation
  const others = people.names().filter(name => name !== view.person.name)
  const rest = others.length > 0 ? ` Others met here: ${others.join(', ')}.` : ''
  const thread = location.thread ? `the thread ${location.thread} in ` : ''
  return `At the keyboard: ${view.person.name}, in ${thread}${here}.${rest} /as and /in change that.`
}
