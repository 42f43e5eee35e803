import { UserError } from '../user-error.ts'

/** `here`: in the channel this was typed in, for all to see; `alone`: in the person's own chat with Hearth. */
export type Destination = 'here' | 'alone'

const alone =
  /(?:^|\s)(?:here )?(?:(?:only|just) )?(?:in|by|as|via|to|per|with)?\s*(?:an? |my |this |the )?(?:own )?(?:dms?|direct messages?|private(?:ly)?|own chat|chat with you|me alone|just me|only me|to me)(?=[\s,]|$)/i
const here =
  /(?:^|\s)(?:(?:right )?here|(?:(?:in|to|into|on)\s+)?(?:this|the same) (?:channel|room|conversation|thread|team|chat)|(?:in|to|into|on) (?:the|our) (?:channel|room|conversation|thread|team|chat))(?:,? for (?:all|everyone|everybody))?(?=\s|$)/i
const named =
  /(?:^|\s)(?:(?:(?:in|to|into|on) )?(?:the )?(?:channel )?#([\p{L}\p{N}_.-]+)(?: channel)?|(?:in|to|into|on) (?:the )?([\p{L}\p{N}_-]+) channel)(?=\s|$)/iu

/** Where a line says that something is to come. */
export interface DestinationSaid {
  words: string
  where?: Destination
  /** Another channel that it names. */
  elsewhere?: string
}

/** The same as `takeDestination`, where another channel than this may be named. */
export function destinationIn(line: string, room: string | undefined): DestinationSaid {
  const without = (shape: RegExp) => line.replace(shape, ' ').replace(/\s+/g, ' ').trim()
  if (alone.test(line)) return { words: without(alone), where: 'alone' }
  if (here.test(line)) return { words: without(here), where: 'here' }
  const [, sign, word] = named.exec(line) ?? []
  const channel = sign ?? word
  if (channel === undefined) return { words: line }
  const isHere = channel.toLowerCase() === room?.toLowerCase().replace(/^#/, '')
  return { words: without(named), ...(isHere ? { where: 'here' as const } : { elsewhere: channel }) }
}

/** Nothing is brought to a channel that is not known; `form` is what to type there. */
export const notThere = (channel: string, form: string): UserError =>
  new UserError(
    `I can bring it to the channel where you type this, or to a direct message. For #${channel}, type in that channel: “${form}”.`,
  )

/**
 * Takes out of a line where something is to come: `here in DM` (which is the own chat), `in this channel`, `#staff`.
 * `room`: what this room is called, if that is known. @throws {UserError} for another channel; `form` is what to type there.
 */
export function takeDestination(
  line: string,
  { room, form }: { room: string | undefined; form: string },
): { words: string; where?: Destination } {
  const { elsewhere, ...found } = destinationIn(line, room)
  if (elsewhere !== undefined) throw notThere(elsewhere, form)
  return found
}
