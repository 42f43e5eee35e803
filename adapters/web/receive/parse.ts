import type { Incoming, Values } from '../../../src/core/incoming.ts'
import { buttonsOf, type Input, type Message, ticked } from '../../../src/core/message.ts'
import { storable } from '../../../src/core/sanitize.ts'
import { addressOf, isPersonal, type Location, locationOf } from '../address.ts'
import { limits } from '../limits.ts'
import { beforeName, boxesName, fieldName, ticksName } from '../render/inputs.ts'
import { tooLong } from './refusal.ts'

/** What a line is, by how it begins and where it is typed. */
export interface TypedLine {
  kind: 'command' | 'line'
  text: string
  /** Hearth is named in it. */
  addressed?: true
  /** Hearth is spoken to; else it is talk among colleagues, unless Hearth listens there. */
  isForHearth: boolean
  /** Others do not see what was typed. */
  isPrivate: boolean
}

const mention = /^@?hearth(?=[\s,:]|$)[,:]?\s*(.*)$/isu

/** Reads a line as the other platforms do: a slash or a mention in a channel, everything in one's own chat. */
export function readLine(line: string, where: Pick<Location, 'conversation'>): TypedLine {
  const personal = isPersonal(where)
  if (/^\/\S/.test(line))
    return { kind: 'command', text: line.slice(1), isForHearth: true, isPrivate: !personal }
  const called = mention.exec(line)?.[1]
  if (called === undefined || (personal && !line.startsWith('@')))
    return { kind: 'line', text: line, isForHearth: personal, isPrivate: false }
  return {
    kind: personal ? 'line' : 'command',
    text: called || 'hearth',
    addressed: true,
    isForHearth: true,
    isPrivate: false,
  }
}

/** A field of a request; browsers send line ends as two characters. @throws {Refusal} where it is too long */
export function fieldOf(body: URLSearchParams, name: string): string {
  const words = storable((body.get(name) ?? '').replaceAll('\r\n', '\n'))
  if (words.length > limits.line) throw tooLong()
  return words
}

/** What a pressed button of a message asks for; undefined: the message has no such button. */
export function commandOf(message: Message, body: URLSearchParams): string | undefined {
  const pressed = fieldOf(body, 'press')
  const at = message.findIndex(block => block.type === 'checks' && block.command === pressed)
  if (at >= 0) return checked(message[at], at, body)
  const commands = message.flatMap(buttonsOf).flatMap(one => ('command' in one ? [one.command] : []))
  return commands.includes(pressed) ? pressed : undefined
}

/** What somebody ticked and cleared since their page was drawn, whatever others did meanwhile. */
function checked(block: Message[number] | undefined, at: number, body: URLSearchParams): string | undefined {
  if (block?.type !== 'checks') return undefined
  const known = (ids: readonly string[]) => ids.filter(id => block.items.some(item => item.id === id))
  const changed = ticked(known(fieldOf(body, beforeName(at)).split(',')), known(body.getAll(ticksName(at))))
  return changed ? `${block.command} ${changed}` : block.command
}

/** What the fields of a message hold, as a chat platform sends it with every button. @throws {Refusal} */
export function valuesIn(
  message: Message,
  body: URLSearchParams,
  { workspace }: Pick<Location, 'workspace'>,
) {
  const values: Record<string, string> = {}
  const chosen: Record<string, Incoming['place']['address']> = {}
  const rooms: { name: string; address: Incoming['place']['address'] }[] = []
  for (const input of message.flatMap(block => (block.type === 'form' ? block.inputs : []))) {
    const value = valueFrom(input, body)
    if (input.type !== 'channel') values[input.id] = value
    else {
      const location = locationOf(value)
      if (location?.workspace !== workspace || isPersonal(location)) continue
      const address = addressOf({ workspace, conversation: location.conversation })
      chosen[input.id] = address
      rooms.push({ name: location.conversation, address })
    }
  }
  return { values: values as Values, chosen, rooms }
}

function valueFrom(input: Input, body: URLSearchParams): string {
  const name = fieldName(input.id)
  if (input.type === 'several') {
    if (!body.has(boxesName(input.id))) return input.value ?? ''
    const offered = input.options.map(({ value }) => value)
    return body
      .getAll(name)
      .filter(value => offered.includes(value))
      .join(',')
  }
  if (!body.has(name)) return input.value ?? ''
  const value = fieldOf(body, name)
  return input.type === 'one' && !input.options.some(option => option.value === value) ? '' : value
}
