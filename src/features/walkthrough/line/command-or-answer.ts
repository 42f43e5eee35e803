import { type Call, type Command, route, tidy } from '../../../core/command.ts'
import { moveOf, wordsFor } from '../run/typed-moves.ts'

/**
 * The same call as the command that it surely is; undefined where it may be an answer. That is asked where a question waits:
 * then only whole lines such as `skip`, what begins with `/`, `hearth` or `note`, and what a command claims are commands.
 */
export async function surelyCommand(
  commands: readonly Command[],
  call: Call,
  isAsked = false,
): Promise<{ command: Command; call: Call } | undefined> {
  const line = tidy(call.text)
  // Where a question waits, help is about it.
  if (isAsked && line.toLowerCase() === 'help') return undefined
  const move = wordsFor(call.text) ?? moveOf(line)
  const typed = move ? `walk ${move}` : (await isCommand(commands, call, line)) ? call.text.trim() : undefined
  const found = typed === undefined ? undefined : route(commands, typed)
  if (!found) return undefined
  const { command, rest } = found
  return { command, call: { ...call, text: typed ?? line, rest, words: rest.split(/\s+/).filter(Boolean) } }
}

async function isCommand(commands: readonly Command[], call: Call, line: string): Promise<boolean> {
  const [first = ''] = line.toLowerCase().split(' ')
  if (call.text.trim().startsWith('/') || first === 'hearth' || first === 'note') return true
  const whole = line.toLowerCase().replace(/[.!]$/, '')
  // What has no slash command of its own is named behind `hearth`: its bare name may be an answer.
  const bare = commands.flatMap(one => (one.typedOnly ? [] : one.name))
  if (['help', 'home', ...bare].includes(whole)) return true
  // What help says can be typed is no answer.
  if (commands.some(one => one.examples.some(([typed]) => typed.toLowerCase() === whole))) return true
  // A name of two words is typed as people say it: `my icebreakers`.
  const begins = (name: string) => `${line.toLowerCase()} `.startsWith(`${name.replaceAll('-', ' ')} `)
  const named = commands.find(one => one.name === first || (one.name.includes('-') && begins(one.name)))
  return (await named?.isCertain?.(call, line.slice(named.name.length).trim())) ?? false
}
