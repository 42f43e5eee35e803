import { buttonsOf, type Message } from '../../src/core/message.ts'
import type { openChat, Shown } from '../chat.ts'
import type { Script, Step } from '../parity/script.ts'

type Chat = Awaited<ReturnType<typeof openChat>>

/** Everything that was shown while a conversation was played, and the steps that could not be played: what they press is not there. */
export interface Played {
  messages: readonly Message[]
  stuck: readonly string[]
}

/** Plays a conversation without a platform, in another language: what it presses is looked for by what the label says there. */
export async function play(
  chat: Chat,
  { steps }: Script,
  inTheirWords: (english: string) => string,
): Promise<Played> {
  const messages: Message[] = []
  const stuck: string[] = []
  for (const [at, step] of steps.entries()) {
    try {
      await act(step)
    } catch (error) {
      stuck.push(`step ${at + 1}: ${(error as Error).message}`)
    }
    // Also what was redrawn since.
    messages.push(...chat.shown.map(one => one.message))
  }
  return { messages: [...new Set(messages)], stuck }

  async function act(step: Step): Promise<void> {
    if ('waits' in step) {
      await chat.pass(step.waits)
      return
    }
    if ('says' in step) {
      const root = step.where === 'me' ? step.who : step.where
      const thread = step.under === undefined ? '' : threadOf(root, step.under)
      await chat.type(step.who, `${root}${thread}`, step.says.replace(/^@hearth\s+/i, ''), {
        kind: step.where === 'me' || thread !== '' ? 'line' : 'command',
      })
      return
    }
    const pressed = pressedBy(step.presses)
    if (!pressed) throw new Error(`no button “${step.presses}”`)
    await chat.press(step.who, pressed.label, filledIn(pressed.message, step.fields ?? []))
  }

  function threadOf(root: string, under: string): string {
    const wanted = inTheirWords(under)
    const there = chat.shown.filter(one => one.to === `test:${root}`)
    const card = there.findLast(one => JSON.stringify(one.message).includes(wanted)) ?? there.at(-1)
    return card ? `/${card.card.id}` : ''
  }

  function pressedBy(english: string): { label: string; message: Message } | undefined {
    const names = [english, english.replace('#', ''), english.replace(/#\w+/, 'this channel')]
    for (const label of names.flatMap(name => [inTheirWords(name), name])) {
      const card = chat.shown.findLast((one: Shown) =>
        one.message.flatMap(buttonsOf).some(button => isIt(button, label)),
      )
      if (card) return { label, message: card.message }
    }
    return undefined
  }
}

const isIt = ({ label, fullLabel }: { label: string; fullLabel?: string }, wanted: string): boolean =>
  label === wanted || fullLabel === wanted

function filledIn(message: Message, fields: readonly string[]): Record<string, string> {
  const inputs = message.flatMap(block => (block.type === 'form' ? block.inputs : []))
  return Object.fromEntries(inputs.slice(0, fields.length).map((input, at) => [input.id, fields[at] ?? '']))
}
