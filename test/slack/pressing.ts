import { elementsOf, type Part } from './rules.ts'
import type { Json } from './world.ts'

/** What a person typed or chose before pressing: by the input's label or its action_id; a list for several. */
export type Filled = Readonly<Record<string, string | readonly string[]>>

/** An element that can be pressed, the block it is in, and what is chosen in it. */
export interface Found {
  block: Part
  element: Part
  chosen?: string | readonly string[]
}

const all = (blocks: readonly Part[] = []): Found[] =>
  blocks.flatMap(block => [
    ...elementsOf(block).map(element => ({ block, element })),
    ...all(block.child_blocks),
  ])

/** Each line of a menu, and each box outside of a form, is pressed by itself. */
const lines = ({ block, element }: Found): (Found & { label: string })[] => {
  if (block.type === 'input' || !/^(overflow|checkboxes)$/.test(element.type)) return []
  const before = (element.initial_options ?? []).map(one => one.value ?? '')
  return (element.options ?? []).map(one => {
    const value = one.value ?? ''
    const toggled = before.includes(value) ? before.filter(other => other !== value) : [...before, value]
    const chosen = element.type === 'overflow' ? value : toggled
    return { block, element, chosen, label: words((one as Part).text) }
  })
}

const labelled = (found: Found): (Found & { label: string })[] =>
  found.element.type === 'button' ? [{ ...found, label: words(found.element.text) }] : lines(found)

/** The labels of what can be pressed, in reading order. */
export const pressable = (blocks?: readonly Part[]): string[] =>
  all(blocks)
    .flatMap(labelled)
    .map(one => one.label)

/** Finds what to press, by its label or its action_id; what is not there cannot be pressed, and the error tells what is. */
export function find(blocks: readonly Part[] | undefined, what: string): Found {
  const found =
    all(blocks).find(({ element }) => element.action_id === what || words(element.text) === what) ??
    all(blocks)
      .flatMap(labelled)
      .find(one => one.label === what)
  if (found) return found
  throw new Error(
    `nothing to press is called "${what}"; there is: ${pressable(blocks).join(' · ') || 'nothing'}`,
  )
}

/** What Slack says was done with a button, or with a choice made outside a form. */
export function action({ block, element, chosen }: Found, at: string): Json {
  const { type, action_id, text, value, style, url } = element as Part & Json
  const common = { action_id, block_id: block.block_id }
  const done = chosen === undefined ? {} : state(element, chosen)
  if (type !== 'button') return { ...common, ...done, type, action_ts: at }
  return {
    ...common,
    text,
    ...(value !== undefined && { value }),
    ...(style ? { style } : {}),
    ...(url ? { url } : {}),
    type,
    action_ts: at,
  }
}

/** What every input holds: what was filled in, or what it was drawn with. */
export function values(blocks: readonly Part[] = [], filled: Filled = {}): Json {
  const known = new Set<string>()
  const result: Record<string, Json> = {}
  for (const { block, element } of all(blocks)) {
    if (!block.block_id || !element.action_id || !(element.type in KEYS)) continue
    const names = [element.action_id, block.block_id, block.label?.text ?? '']
    const name = names.find(one => one in filled)
    if (name !== undefined) known.add(name)
    const inBlock = result[block.block_id] ?? {}
    inBlock[element.action_id] = {
      type: element.type,
      ...state(element, name === undefined ? undefined : filled[name]),
    }
    result[block.block_id] = inBlock
  }
  const stray = Object.keys(filled).filter(name => !known.has(name))
  if (stray.length > 0) throw new Error(`there is no input called ${stray.join(', ')}`)
  return result
}

/** Where an element's state is kept, and what it is drawn with. */
const KEYS: Record<string, { key: string; initial: string; many?: true; options?: true }> = {
  plain_text_input: { key: 'value', initial: 'initial_value' },
  email_text_input: { key: 'value', initial: 'initial_value' },
  url_text_input: { key: 'value', initial: 'initial_value' },
  number_input: { key: 'value', initial: 'initial_value' },
  datepicker: { key: 'selected_date', initial: 'initial_date' },
  timepicker: { key: 'selected_time', initial: 'initial_time' },
  datetimepicker: { key: 'selected_date_time', initial: 'initial_date_time' },
  static_select: { key: 'selected_option', initial: 'initial_option', options: true },
  external_select: { key: 'selected_option', initial: 'initial_option', options: true },
  radio_buttons: { key: 'selected_option', initial: 'initial_option', options: true },
  overflow: { key: 'selected_option', initial: 'initial_option', options: true },
  users_select: { key: 'selected_user', initial: 'initial_user' },
  channels_select: { key: 'selected_channel', initial: 'initial_channel' },
  conversations_select: { key: 'selected_conversation', initial: 'initial_conversation' },
  checkboxes: { key: 'selected_options', initial: 'initial_options', many: true, options: true },
  multi_static_select: { key: 'selected_options', initial: 'initial_options', many: true, options: true },
  multi_users_select: { key: 'selected_users', initial: 'initial_users', many: true },
  multi_channels_select: { key: 'selected_channels', initial: 'initial_channels', many: true },
  multi_conversations_select: { key: 'selected_conversations', initial: 'initial_conversations', many: true },
}

function state(element: Part, given: string | readonly string[] | undefined): Json {
  const kind = KEYS[element.type]
  if (!kind) return {}
  const drawn = (element as Part & Json)[kind.initial]
  if (given === undefined) return { [kind.key]: drawn ?? (kind.many ? [] : null) }
  const chosen = [given].flat().map(one => (kind.options ? option(element, one) : one))
  return { [kind.key]: kind.many ? chosen : (chosen[0] ?? null) }
}

function option(element: Part, wanted: string): unknown {
  const options = [
    ...(element.options ?? []),
    ...(element.option_groups ?? []).flatMap(group => group.options),
  ]
  const found = options.find(one => one.value === wanted || words((one as Part).text) === wanted)
  if (!found) throw new Error(`${element.action_id} does not offer "${wanted}"`)
  return found
}

const words = (text: Part['text']): string => (typeof text === 'string' ? text : (text?.text ?? ''))
