import type { Intent } from '../grammar.ts'
import type { Line } from '../normalize.ts'
import type { Vocabulary } from '../vocabulary.ts'
import type { Reading } from './reading.ts'

/** Distress, of oneself or somebody else. */
export function careIn(line: Line, vocabulary: Vocabulary): Reading | undefined {
  const found = vocabulary.find('care', line)
  if (found.length === 0) return undefined
  const means =
    ['danger', 'other', 'self'].find(one => found.some(({ entry }) => entry.means === one)) ?? 'self'
  // Whoever writes in another language is answered in it.
  const languages = found.flatMap(({ entry }) => /-([a-z]{2})$/.exec(entry.id)?.[1] ?? [])
  const usual = `reply-care-${means}`
  const own = languages.map(language => `${usual}-${language}`).find(one => vocabulary.reply(one).length > 0)
  return { command: 'care', slots: [means], ignored: [], ask: false, reply: own ?? usual }
}

/** What is said where nothing was understood: in the language that was spoken. */
export function strange(line: Line, vocabulary: Vocabulary): Partial<Reading> {
  const language = languageOf(line)
  const reply = `reply-language-${language}`
  if (language && vocabulary.reply(reply).length > 0) return { reply, language }
  if (language) return { reply: 'reply-language' }
  return {
    ignored: line.words.length > 0 && line.words.length < 12 ? [line.clean] : [],
  }
}

/** What is said to what is no command. */
export function replyFor(intent: Intent, line: Line, vocabulary: Vocabulary): Partial<Reading> {
  const replies: Readonly<Record<string, string>> = {
    hours: 'reply-hours',
    'clear chat': 'reply-clear-chat',
    stop: 'reply-never-mind',
    ok: 'reply-ok',
    'small talk': 'reply-small-talk',
    sorry: 'reply-sorry',
    other: line.words.some(word => /^(?:translate|traduce|translation)/.test(word.text))
      ? 'reply-translate'
      : 'reply-other',
    'start over': 'reply-start-over',
  }
  const reply = replies[intent.action]
  return { ...strange(line, vocabulary), ignored: [], ...(reply && { reply }) }
}

const tongues: Readonly<Record<string, ReadonlySet<string>>> = {
  es: new Set(
    'el la los las una uno para con que por como donde cuando quiero necesito puedes puede hola gracias ayuda pregunta favor usted esta estoy tengo hay muy pero mi mis tu su nos somos es hacer del al buenos buenas dias'.split(
      ' ',
    ),
  ),
  fr: new Set(
    'le les une des pour avec je vous nous est bonjour merci besoin suis pas dans au aux du et ce cette mon ma salut sil plait aide quoi comment'.split(
      ' ',
    ),
  ),
  pt: new Set(
    'o os uma para com voce obrigado obrigada ajuda ola nao sim preciso pergunta por favor pela pelo meu minha eu esta'.split(
      ' ',
    ),
  ),
  de: new Set(
    'der die das und ich nicht ein eine mit fur wir sie bitte danke hallo brauche frage ist hilfe wie was kann'.split(
      ' ',
    ),
  ),
  it: new Set(
    'il lo gli una per con ciao grazie aiuto domanda ho bisogno sono come cosa puoi fare'.split(' '),
  ),
  vi: new Set('toi ban khong xin chao cam on giup cho mot cau hoi'.split(' ')),
}

/** Another language than English, where most small words are of it. */
function languageOf({ words, clean }: Line): string | undefined {
  if (
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Hangul}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Thai}\p{Script=Devanagari}\p{Script=Greek}]/u.test(
      clean,
    )
  )
    return 'other'
  const counts = Object.entries(tongues).map(
    ([name, small]) => [name, words.filter(word => small.has(word.text)).length] as const,
  )
  const [best] = counts.sort((a, b) => b[1] - a[1])
  return best && best[1] >= 2 && best[1] >= words.length * 0.3 ? best[0] : undefined
}
