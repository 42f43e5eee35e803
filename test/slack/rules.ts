/** Where blocks are shown. */
export type Surface = 'message' | 'home' | 'modal'

/** What a block or an element holds, as far as the rules look. */
export interface Part {
  type: string
  block_id?: string
  action_id?: string
  text?: string | { type: string; text: string }
  label?: { text: string }
  title?: unknown
  rich_text_title?: unknown
  url?: string
  fields?: Part[]
  elements?: Part[]
  element?: Part
  accessory?: Part
  child_blocks?: Part[]
  options?: { value?: string }[]
  option_groups?: { options: { value?: string }[] }[]
  initial_option?: { value?: string }
  initial_options?: { value?: string }[]
  initial_date?: string
}

const CHOICES = /select$|^checkboxes$|^radio_buttons$|^overflow$/
const ONLY_IN_MESSAGES = ['markdown', 'table', 'data_table', 'task_card', 'plan', 'card', 'carousel', 'alert']

/** The limits on blocks that no schema of Slack's tells, but Slack's documentation or its answers do. */
export function blockRules(blocks: readonly Part[], surface: Surface): string[] {
  const most = surface === 'message' ? 50 : 100
  const ids = blocks.flatMap(block => block.block_id ?? [])
  const text = totalText(blocks)
  const markdown = totalText(blocks.filter(block => block.type === 'markdown'))
  return [
    ...(blocks.length > most ? [`blocks must not be more than ${most}, are ${blocks.length}`] : []),
    ...repeated(ids).map(id => `blocks must not share the block_id ${id}`),
    ...(surface === 'message' && text > 9_500
      ? [`blocks must not hold more than 9500 characters, hold ${text}`]
      : []),
    ...(markdown > 12_000 ? [`blocks must not hold more than 12000 characters of markdown`] : []),
    ...blocks.flatMap((block, at) => oneBlock(block, surface).map(problem => `blocks/${at} ${problem}`)),
  ]
}

/** The rules of a message's text: there for everyone who cannot see its blocks. */
export function textRules(message: { text?: unknown; blocks?: unknown }): string[] {
  const { text, blocks } = message
  if (text !== undefined && typeof text !== 'string') return ['text must be a string']
  if (blocks !== undefined && !text?.trim()) return ['text must say in words what the blocks show']
  if (!text) return blocks === undefined ? ['a message must have text'] : []
  if (text.length > 40_000) return [`text is cut at 40000 characters, has ${text.length}`]
  return text.length > 4_000 ? [`text should not be longer than 4000 characters, has ${text.length}`] : []
}

function oneBlock(block: Part, surface: Surface): string[] {
  const elements = elementsOf(block)
  return [
    ...(block.type === 'section' && !block.text && !block.fields?.length ? ['must have text or fields'] : []),
    ...((block.type === 'actions' || block.type === 'context') && elements.length === 0
      ? ['must have elements']
      : []),
    ...(block.type === 'container' && !block.title && !block.rich_text_title ? ['must have a title'] : []),
    ...(surface !== 'message' && ONLY_IN_MESSAGES.includes(block.type)
      ? [`${block.type} is for messages only`]
      : []),
    ...(block.block_id === '' ? ['must not have an empty block_id'] : []),
    ...repeated(elements.flatMap(one => one.action_id ?? [])).map(
      id => `must not repeat the action_id ${id}`,
    ),
    ...elements.flatMap(one => oneElement(one)),
    ...(block.child_blocks ?? []).flatMap(child => oneBlock(child, surface)),
    ...emptyTexts(block),
  ]
}

function oneElement(element: Part): string[] {
  const options = [
    ...(element.options ?? []),
    ...(element.option_groups ?? []).flatMap(group => group.options),
  ]
  const chosen = [
    ...(element.initial_options ?? []),
    ...(element.initial_option ? [element.initial_option] : []),
  ]
  const lacking = chosen.filter(one => !options.some(option => option.value === one.value))
  const fixed =
    CHOICES.test(element.type) && (element.options !== undefined || element.option_groups !== undefined)
  return [
    ...(fixed && options.length === 0 ? [`${element.type} must have options`] : []),
    ...(fixed && lacking.length > 0 ? [`${element.type} must offer what it has chosen`] : []),
    ...(element.action_id === '' ? [`${element.type} must not have an empty action_id`] : []),
    ...(element.url !== undefined && !URL.canParse(element.url)
      ? [`${element.type} must have a whole url`]
      : []),
    ...(element.initial_date && !/^\d{4}-\d\d-\d\d$/.test(element.initial_date)
      ? ['initial_date must be YYYY-MM-DD']
      : []),
  ]
}

/** The elements of a block that can be pressed, chosen or typed into, and the rest beside them. */
export const elementsOf = (block: Part): Part[] => [
  ...(block.type === 'rich_text' ? [] : (block.elements ?? [])),
  ...(block.element ? [block.element] : []),
  ...(block.accessory ? [block.accessory] : []),
]

function emptyTexts(part: unknown): string[] {
  if (Array.isArray(part)) return part.flatMap(emptyTexts)
  if (typeof part !== 'object' || part === null) return []
  const empty = 'text' in part && typeof part.text === 'string' && part.text.trim() === '' && 'type' in part
  const spaced = empty && part.type === 'text' && part.text !== ''
  return [
    ...(empty && !spaced ? ['must not show an empty text'] : []),
    ...Object.values(part).flatMap(emptyTexts),
  ]
}

function totalText(part: unknown): number {
  if (Array.isArray(part)) return part.reduce((sum: number, one) => sum + totalText(one), 0)
  if (typeof part !== 'object' || part === null) return 0
  const own = 'text' in part && typeof part.text === 'string' ? part.text.length : 0
  return own + Object.values(part).reduce((sum: number, one) => sum + totalText(one), 0)
}

const repeated = (ids: readonly string[]): string[] => [
  ...new Set(ids.filter((id, at) => ids.indexOf(id) !== at)),
]
