import type { Listener } from '../../core/bot.ts'
import { type Call, type Command, route } from '../../core/command.ts'
import type { Effect } from '../../core/effect.ts'
import { isAboutEarlierLine } from '../../core/incoming.ts'
import { shownIn } from './talk.ts'

/** “Another” is for icebreakers, where nothing else stands there: behind readings it is for them. */
export function followUpListener(
  commands: () => readonly Command[],
  talk: (call: Call) => Promise<Effect[]>,
): Listener {
  return {
    async listensTo() {
      return false
    },
    async receive(call) {
      const shown = shownIn(call.offered)
      const isShort = call.text.trim().split(/\s+/).length <= 2
      if (!isShort || !shown || shown === 'icebreaker' || isAboutEarlierLine(call)) return undefined
      const found = route(commands(), call.text)
      const isBare =
        found?.command.name === 'icebreaker' && !/^\/?(?:hearth )?icebreaker/i.test(call.text.trim())
      return isBare ? talk(call) : undefined
    },
  }
}
