import type { Call } from '../../core/command.ts'
import { type Effect, inPlace } from '../../core/effect.ts'
import { languageName } from '../../core/language/language-names.ts'
import { button, buttons, type Message, quiet, text } from '../../core/message.ts'
import { librarySettings, theLibrary } from '../../core/records/library-settings.ts'
import { preferences } from '../../core/schedule/preferences.ts'
import { foldedWords } from '../../core/text.ts'
import { listed } from '../../core/time/in-words.ts'
import { english } from '../../core/translation/phrases.ts'
import { placeLanguages } from '../../core/translation/speaking.ts'
import { UserError } from '../../core/user-error.ts'

/** What is asked for: a language, or to go by the platform's again; and where. */
interface LanguageRequest {
  /** Undefined: as the platform has it, or in a channel the library’s. */
  language?: string
  of: 'person' | 'channel' | 'library'
}

const here =
  /[\s,]+(?:(?:in|for|en|para)\s+)?(?:here|aqu[ií]|(?:this|the|este|el)\s+(?:channel|room|canal|sala))\s*$/iu
const everywhere =
  /[\s,]+(?:(?:in|for|en|para)\s+)?(?:(?:the|our|this|la|esta|nuestra)\s+)?(?:(?:whole|entire|toda la)\s+)?(?:library|biblioteca|everybody|everyone|all|tod[oa]s)\s*$/iu
const off = /^(?:off|none|reset|clear|default|auto|automatic|ninguno|automático)$/iu

/** Reads `es`, `español`, `Spanish here`, `English in this channel`, `es for the library`, `off`; undefined for what names no language that there is. */
export function parseLanguage(typed: string, languages: readonly string[]): LanguageRequest | undefined {
  const of = here.test(typed) ? 'channel' : everywhere.test(typed) ? 'library' : 'person'
  const named = typed
    .replace(here, '')
    .replace(everywhere, '')
    .replace(/^(?:to|in|a|en|:|=)\s+/iu, '')
    .replace(/[.!]$/, '')
    .trim()
  if (off.test(named)) return { of }
  const all = [english, ...languages]
  const language = all.find(one => namesOf(one, all).includes(foldedWords(named)))
  return language === undefined ? undefined : { language, of }
}

/** A language's code, and what it is called in each of the languages. */
const namesOf = (language: string, all: readonly string[]): string[] =>
  [language, ...all.map(other => nameIn(language, other))].map(foldedWords)

const nameIn = (language: string, reader: string): string => languageName(language, reader) ?? language

/** What a language calls itself: `español`. */
export const ownName = (language: string): string => nameIn(language, language)

/** How the languages there are can be named. */
export const languageForms = (languages: readonly string[]): string =>
  `I speak ${listed([english, ...languages].map(one => `${nameIn(one, english)} (“language ${one}”)`))}. “language off” goes by your chat program again, and “here” after it sets it for this channel, “for the library” for everybody.`

/** Sets the language of what is posted in the channel at hand. */
export async function setPlaceLanguage(call: Call, language: string | undefined): Promise<Effect[]> {
  const { place } = call
  if (place.personal)
    throw new UserError(
      'Here it is only the two of us: “language es” sets your own. For a channel, type it there with “here” after it.',
    )
  if (await call.isGuest())
    throw new UserError('Only your library’s own people can set the language of a channel.')
  const librarys = (await call.library.get(librarySettings, theLibrary))?.language ?? english
  await call.library.update(async tx =>
    language === undefined || language === librarys
      ? tx.delete(placeLanguages, place.conversation)
      : tx.put(placeLanguages, place.conversation, { language }),
  )
  return [
    inPlace(call, [
      text(
        `Saved. What I post in this channel is in ${ownName(language ?? librarys)} from now on, as far as it is translated.`,
      ),
      quiet('What I say to you alone stays in your own language.'),
    ]),
  ]
}

/** The language somebody set, as settings show it. */
export async function languageInWords(call: Call): Promise<string> {
  const own = await call.library.get(preferences, call.person.id)
  const spoken = call.translator?.language ?? english
  if (own?.language) return `${ownName(own.language)}, set by you`
  const librarys = (await call.library.get(librarySettings, theLibrary))?.language
  if (librarys) return `${ownName(spoken)}, as your library set it`
  return `${ownName(spoken)}, ${own?.writes === spoken ? 'as you write to me' : 'from your chat app'}`
}

/** What is in English still, said where a language is set: honest, and with what helps. */
export const englishStill = (language: string | undefined): Message =>
  language === undefined || language === english
    ? []
    : [
        quiet(
          'Still in English: questions that nobody has translated yet (I say so where it is one), and statistics with their sources. The guide’s own questions stay in English with our translation, since we know of no edition of the guide in this language.',
        ),
        buttons(
          button('An icebreaker', 'icebreaker'),
          button('Plan a gathering', 'gathering'),
          button('Help', 'hearth help'),
        ),
      ]
