import type { Message } from '../../../src/core/message.ts'
import { regionOf, spokenLocale } from '../../../src/core/time/reader-locale.ts'
import { english } from '../../../src/core/translation/phrases.ts'
import { type Say, untranslated } from '../../../src/core/translation/speaking.ts'
import type { Translator } from '../../../src/core/translation/translator.ts'

/** Who reads a page: in which language it speaks to them, and how their part of the world writes days and times. */
export interface Reader {
  language: string
  locale: string
  say: Say
  message(message: Message): Message
}

/** How a reader is spoken to. */
export function readerFor(translator: Translator | undefined, locale = 'en-US'): Reader {
  if (!translator) return { language: english, locale, say: untranslated, message: message => message }
  const { language, line, message } = translator
  return {
    language,
    locale: language === english ? locale : spokenLocale(language, locale),
    say: sentence => line(sentence),
    message,
  }
}

/** The locale that a browser formats dates with: `es-MX`. */
export const browserLocale = ({ language, locale }: Reader): string => `${language}-${regionOf(locale)}`

/** The languages that a browser asks for, the dearest first: `es-MX,es;q=0.9,en;q=0.8`. */
export function localesIn(header: string | undefined): string[] {
  return (header ?? '')
    .slice(0, longestHeader)
    .split(',')
    .flatMap((part, at) => {
      const [, locale, weight = '1'] = wanted.exec(part.trim()) ?? []
      return locale === undefined || Number(weight) === 0 ? [] : [{ locale, weight: Number(weight), at }]
    })
    .sort((one, other) => other.weight - one.weight || one.at - other.at)
    .map(one => one.locale)
}

const wanted = /^([a-z]{2,3}(?:-[a-z0-9]{2,8}){0,3})(?:\s*;\s*q=([01](?:\.\d{1,3})?))?$/i
const longestHeader = 400
