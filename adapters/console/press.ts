import type { PressedCard } from '../../src/core/incoming.ts'
import type { Input } from '../../src/core/message.ts'
import { isPersonal } from './address.ts'
import type { Board, Card } from './board.ts'
import { isNumbered, type Pressable, pressables } from './buttons.ts'
import { askForm, initialValues, type Submitted, submitted } from './form.ts'
import { cleanLine } from './plain.ts'
import { type Screen, sayingTo, showNotice } from './show.ts'

/** The result of a typed number: a press for the core, something settled here, the end, or nothing to press. */
export type Pressed =
  | ({ type: 'press'; card: Card; ref: PressedCard; command: string } & Submitted)
  | { type: 'settled' }
  | { type: 'quit' }
  | { type: 'no card' }

/** Presses the button of that number on the latest card here, or on the one named, after asking for the fields of its form. */
export async function press(number: number, board: Board, screen: Screen, of?: number): Promise<Pressed> {
  const { location, person } = screen.view
  const card = board.pressable(location, person.id, of)
  if (!card) return { type: 'no card' }
  const all = pressables(card.message)
  const pressed = all[number - 1]
  if (!pressed) return settle(outOfRange(number, all.length), screen)
  if ('url' in pressed.button)
    return settle(`${cleanLine(pressed.button.label)}: ${cleanLine(pressed.button.url)}`, screen)
  return fill(pressed, pressed.button.command, card, number, screen)
}

async function fill(
  { inputs, chosen }: Pressable,
  command: string,
  card: Card,
  number: number,
  screen: Screen,
): Promise<Pressed> {
  const person = screen.view.person.id
  const all = inputsOf(card)
  const isListed = card.message.some(block => block.type === 'form' && isNumbered(block))
  const { ended, values } = chosen
    ? { ended: 'filled' as const, values: chosen }
    : await askForm(
        inputs,
        card.drafts.get(person) ?? {},
        { ...screen, say: await sayingTo(screen) },
        isListed,
      )
  if (ended === 'filled') {
    card.drafts.delete(person)
    const { location } = card
    const isAlone = isPersonal(location) || location.only !== undefined
    const ref: PressedCard = isAlone ? { ...card.ref, private: true } : card.ref
    return { type: 'press', card, ref, command, ...submitted(all, { ...initialValues(all), ...values }) }
  }
  card.drafts.set(person, values)
  await showNotice(
    `The form was left and nothing was sent. What you typed waits there: ${number} goes on with it.`,
    screen,
  )
  return { type: ended === 'quit' ? 'quit' : 'settled' }
}

/** The inputs of a message: a chat platform sends what they hold with every button. */
const inputsOf = (card: Card): readonly Input[] =>
  card.message.flatMap(block => (block.type === 'form' ? block.inputs : []))

async function settle(sentence: string, screen: Screen): Promise<Pressed> {
  await showNotice(sentence, screen)
  return { type: 'settled' }
}

function outOfRange(number: number, count: number): string {
  const there = count === 1 ? 'only button 1' : `buttons 1 to ${count}`
  return `There is no button ${number}: the latest card here has ${there}. Meant as an answer? Put a word beside it, such as “${number} people”.`
}
