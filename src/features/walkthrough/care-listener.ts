import type { Listener } from '../../core/bot.ts'
import { type Effect, privateReply } from '../../core/effect.ts'
import { isAboutEarlierLine } from '../../core/incoming.ts'
import type { Reading } from '../../core/language/reader.ts'
import { buttons, type Message, quiet, text } from '../../core/message.ts'
import { crisisLineOf, withLine } from '../../core/schedule/crisis-line.ts'
import { keepButton } from './line/carry-out.ts'
import { openStep, waits } from './run/run.ts'
import type { Walkthrough } from './schema.ts'
import { focuses, runOfThread, runs } from './store.ts'

interface CareDeps {
  walkthroughs: readonly Walkthrough[]
  /** Distress in a line; undefined where there is none. */
  careIn(typed: string): Reading | undefined
  reply(id: string): readonly string[]
}

/**
 * Hears distress before anything else does, wherever it is typed: one private reply, and nothing is stored or counted. Where a
 * question waits, the words are kept as its answer only if their writer says so.
 */
export function careListener({ walkthroughs, careIn, reply }: CareDeps): Listener {
  return {
    async listensTo() {
      return false
    },
    async receive(call) {
      if (isAboutEarlierLine(call) || call.card || call.occurrence) return undefined
      const found = careIn(call.text)
      if (!found?.reply) return undefined
      const keep = await asAnswer()
      const language = found.reply.endsWith('-es') ? '-es' : ''
      const told = withLine(
        reply(found.reply),
        await crisisLineOf(call),
        reply(`crisis-line-us${language}`),
        language ? 'número de emergencias' : undefined,
      )
      return [answer([...told.map(one => text(one)), ...keep, ...last(language)])]

      async function asAnswer(): Promise<Message> {
        const here = await runOfThread(call.library, call.place.address)
        const focus = call.place.personal ? await call.library.get(focuses, call.person.id) : undefined
        const id = here ?? focus?.waiting
        const run = id === undefined ? undefined : await call.library.get(runs, id)
        const walkthrough = walkthroughs.find(one => one.id === run?.walkthrough)
        const who = call.person.id
        const step = run && walkthrough && waits(run, who) ? openStep(walkthrough, run, who) : undefined
        const keep = run && step ? keepButton(call, run, step) : []
        return keep.length > 0 ? [buttons(...keep)] : []
      }
    },
  }

  function last(language: string): Message {
    return reply(`reply-care-end${language}`).map(one => quiet(one))
  }
}

const answer = (message: Message): Effect => privateReply(message)
