import { partsOf } from './rules.ts'
import type { Json, Posted } from './world.ts'

/** What a person sees of a message: every word, the buttons, the addresses behind links. */
export interface Seen {
  text: string
  buttons: string[]
}

/** The card of a message, or whatever else is attached. */
export const cardOf = ({ activity }: Posted): Json =>
  ((activity.attachments as { content: Json }[] | undefined)?.[0]?.content ?? {}) as Json

/** Reads a message as a person does. */
export function seen(posted: Posted): Seen {
  const [attachment] = (posted.activity.attachments ?? []) as { contentType: string; name?: string }[]
  if (!attachment?.contentType.endsWith('.adaptive'))
    return { text: attachment?.name ?? '', buttons: ['Allow', 'Decline'] }
  return seenCard(cardOf(posted))
}

/** Reads a card as a person does: what stands in a TextBlock is markdown, what stands in a run is not. */
export function seenCard(card: Json): Seen {
  const parts = partsOf(card.body)
  const buttons = parts
    .filter(one => one.type.startsWith('Action.') && one.title)
    .map(one => String(one.title))
  return { text: parts.map(words).filter(Boolean).join('\n').replaceAll('\u200B', ''), buttons }
}

function words(part: Json & { type: string }): string {
  switch (part.type) {
    case 'RichTextBlock':
      return (part.inlines as { text: string; selectAction?: { url: string } }[])
        .map(run => (run.selectAction ? `${run.text} ${run.selectAction.url}` : run.text))
        .join('')
    case 'TextBlock':
      return String(part.text)
        .replace(/<at>(.*?)<\/at>/g, '@$1')
        .replace(/\*\*(.*?)\*\*/g, '$1')
        .replace(/\\([^\w\s])/g, '$1')
    case 'Input.Text':
    case 'Input.Date':
      return [part.label, part.value].filter(Boolean).join(' ')
    case 'Input.ChoiceSet':
      return [part.label, ...(part.choices as { title: string }[]).map(one => one.title)].join(' ')
    case 'Action.Execute':
    case 'Action.OpenUrl':
    case 'Action.ToggleVisibility':
      return String(part.title ?? '')
    default:
      return ''
  }
}
