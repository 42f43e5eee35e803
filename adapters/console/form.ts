import type { Incoming, Values } from '../../src/core/incoming.ts'
import type { Input } from '../../src/core/message.ts'
import type { Say } from '../../src/core/translation/speaking.ts'
import { addressOf, locationOf, slug } from './address.ts'
import { optionText } from './buttons.ts'
import { type Choice, chooseOne, chooseSeveral } from './choose.ts'
import type { People } from './people.ts'
import { clean, cleanLine } from './plain.ts'
import type { Terminal } from './terminal.ts'
import { hang } from './width.ts'

/** How a form ended: filled in, or left by the person or by the end of the input; with what was typed so far. */
export interface Filled {
  ended: 'filled' | 'cancelled' | 'quit'
  values: Values
}

/** Who asks, and who can be named in an answer. */
export interface Asker {
  terminal: Pick<Terminal, 'ask' | 'print' | 'look'>
  people: People
  /** How the terminal itself speaks to them. */
  say: Say
}

/** The initial values of the inputs, as a chat platform would send them. */
export const initialValues = (inputs: readonly Input[]): Values =>
  Object.fromEntries(inputs.map(input => [input.id, input.value ?? '']))

/** What goes to Hearth: channels are addresses, minted here, and no typed values. */
export type Submitted = Required<Pick<Incoming, 'values' | 'chosen'>>

/** What the inputs hold, as it goes to Hearth. */
export function submitted(inputs: readonly Input[], all: Values): Submitted {
  const channels = new Set(inputs.flatMap(input => (input.type === 'channel' ? [input.id] : [])))
  const held = Object.entries(all)
  return {
    values: Object.fromEntries(held.filter(([id]) => !channels.has(id))),
    chosen: Object.fromEntries(
      held.flatMap(([id, value]) => {
        const location = channels.has(id) ? locationOf(value) : undefined
        return location ? [[id, addressOf(location)]] : []
      }),
    ),
  }
}

/** Asks for each input in turn, beginning with the values given. Options that stand on the card with their numbers are not listed again. */
export async function askForm(
  inputs: readonly Input[],
  start: Values,
  asker: Asker,
  isListed = false,
): Promise<Filled> {
  const values: Record<string, string> = { ...initialValues(inputs), ...start }
  if (inputs.length > 0)
    await tell(asker, 'Enter keeps what is in [brackets], - empties it, /cancel leaves the form.')
  for (const input of inputs) {
    const answer = await askInput(input, values[input.id] ?? '', asker, isListed)
    if ('ended' in answer) return { ended: answer.ended, values }
    values[input.id] = answer.value
  }
  return { ended: 'filled', values }
}

type Answer = { value: string } | { ended: 'cancelled' | 'quit' }

async function askInput(input: Input, current: string, asker: Asker, isListed: boolean): Promise<Answer> {
  if (!isListed) await introduce(input, asker)
  for (;;) {
    const shown = current === '' ? '' : ` [${cleanLine(valueText(input, current, asker.people))}]`
    const typed = (await asker.terminal.ask(`${cleanLine(input.label)}${shown}> `))?.trim()
    if (typed === undefined || typed === '/quit') return { ended: 'quit' }
    if (typed === '/cancel') return { ended: 'cancelled' }
    if (typed === '') return { value: current }
    if (typed === '-') return { value: '' }
    const choice = parseValue(input, typed, asker.people)
    if ('value' in choice) return choice
    await tell(asker, choice.problem)
  }
}

/** Prints the hint and the choices above the prompt. */
async function introduce(input: Input, { terminal, say }: Asker): Promise<void> {
  const { width, paint } = terminal.look()
  const lines = input.hint ? hang('', '', paint.quiet(clean(input.hint)), width) : []
  const options = 'options' in input ? input.options : []
  lines.push(...options.flatMap((one, at) => hang(`  ${at + 1}  `, '     ', optionText(one), width)))
  if ('options' in input && input.type === 'several')
    lines.push(paint.quiet(`  ${say('(several: numbers or words, with commas)')}`))
  if (lines.length > 0) await terminal.print(lines)
}

async function tell({ terminal, say }: Asker, sentence: string): Promise<void> {
  const { width, paint } = terminal.look()
  await terminal.print(hang('', '', paint.quiet(clean(say(sentence))), width))
}

function parseValue(input: Input, typed: string, people: People): Choice {
  switch (input.type) {
    case 'line':
    case 'paragraph':
    case 'date':
    case 'time':
      return { value: typed }
    case 'one':
      return chooseOne(input.options, typed)
    case 'several':
      return chooseSeveral(input.options, typed)
    case 'person': {
      const id = people.meet(typed.replace(/^@/, ''))?.id
      return id === undefined ? { problem: 'A name needs a letter or a digit.' } : { value: id }
    }
    case 'channel': {
      const name = slug(typed)
      return name === ''
        ? { problem: 'A channel needs a name, such as #staff.' }
        : { value: addressOf({ conversation: `#${name}` }) }
    }
  }
}

/** A value in people's words. */
function valueText(input: Input, value: string, people: People): string {
  if ('options' in input) {
    const chosen = input.type === 'one' ? [value] : value.split(',')
    return chosen.map(one => input.options.find(option => option.value === one)?.label ?? one).join(', ')
  }
  if (input.type === 'person') return people.nameOf(value)
  return input.type === 'channel' ? (locationOf(value)?.conversation ?? value) : value
}
