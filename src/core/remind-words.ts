import { Problem } from './problem.ts'
import { noDay, readSome, type When } from './when-words.ts'

/** What was said of reminding: to stop, or when and where. What was left out is undefined: it stays as it is, or is as usual. */
export type RemindWords =
  | { type: 'off' }
  | {
      type: 'set'
      /** Only of what `named`, `everyOther` and `tz` tell was it spoken. */
      when?: When
      /** `here`: in the channel this was typed in, for all to see; `alone`: in the person's own chat with Hearth. */
      where?: 'here' | 'alone'
    }

/** Characters that are read; there is no need for more. */
const longest = 1_000

const off = /^(?:(?:turn |switch )?off|stop|never|none|no|no more|not any ?more|don'?t)$/i
const alone =
  /(?:^|\s)(?:here )?(?:in|by|as|via|to|per)?\s*(?:an? |my |the )?(?:dms?|direct messages?|private(?:ly)?|own chat|chat with you|me alone|just me)(?=\s|$)/i
const here =
  /(?:^|\s)(?:here|(?:(?:in|to|into|on)\s+)?(?:this|the|our) (?:channel|room|conversation|thread|team))(?:,? for (?:all|everyone|everybody))?(?=\s|$)/i

/** Reads what follows “remind”: `monday 9:00`, `every other friday 15:30 in this channel`, `here in DM`, `off`. @throws {Problem} */
export function readRemind(typed: string): RemindWords {
  if (typed.length > longest) throw new Problem(noDay(undefined))
  const line = typed
    .normalize('NFC')
    .trim()
    .replace(/[.!]+$/, '')
    .replace(/^(?:me|us)(?=\s|$)\s*/i, '')
  if (off.test(line)) return { type: 'off' }
  const { words, where } = takeWhere(line)
  const set = { type: 'set', ...(where && { where }) } as const
  if (words === '') return set
  const { when, stopped } = readSome(words)
  if (stopped !== undefined) throw new Problem(noDay(stopped))
  return { ...set, when }
}

/** `here in DM` is the person's own chat: that is looked for first. */
function takeWhere(line: string): { words: string; where?: 'here' | 'alone' } {
  for (const [shape, where] of [
    [alone, 'alone'],
    [here, 'here'],
  ] as const) {
    const words = line.replace(shape, ' ')
    if (words !== line) return { words: words.replace(/\s+/g, ' ').trim(), where }
  }
  return { words: line }
}
