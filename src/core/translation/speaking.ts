import { type CardStore, cardStore } from '../cards.ts'
import type { CardName, Effect, NewCard } from '../effect.ts'
import type { CardRef, Incoming, Person, PersonId, Workspace } from '../incoming.ts'
import { button, buttons, type Message, quiet } from '../message.ts'
import { librarySettings, theLibrary } from '../records/library-settings.ts'
import { type Preferences, preferences } from '../schedule/preferences.ts'
import { kind, type Store } from '../store.ts'
import { regionOf, spokenLocale } from '../time/reader-locale.ts'
import { english } from './phrases.ts'
import type { Translator } from './translator.ts'

/** The language in which Hearth speaks in a channel, where its people set one; by its address. */
export const placeLanguages = kind<{ language: string }>('place-language')

/** A sentence of a platform's own, in another language. */
export type Say = (english: string) => string

/** Says a platform's own sentences as they are. */
export const untranslated: Say = sentence => sentence

/** Decides in which language each message goes out. */
export interface Speaking {
  /** The asker, with the locale of the language that they are spoken to in; and who translates into it. */
  toAsker(incoming: Incoming): Promise<Asker>
  /** The same effects, each in the language of those who will read it; with the offer of another language, once. */
  translated(effects: readonly Effect[], incoming: Incoming): Promise<Effect[]>
  /** Who translates a platform’s own words for somebody who reads them: one of its people, or a stranger of whom their locale is known. */
  toReader(workspace: Workspace, reader: { id?: PersonId; locale?: string }): Promise<Translator | undefined>
  /** How a platform's own words are said in the language of a message that they stand in. */
  sayIn(message: Message): Say
  /** The first of these locales in whose language Hearth speaks; undefined: in none. */
  firstSpoken(locales: readonly string[]): string | undefined
}

/** Who asks, and who translates: for them, and for all who are in the place. */
interface Asker {
  person: Person
  translator?: Translator | undefined
  translatorHere?: Translator | undefined
}

interface SpeakingDeps {
  store: Store
  translators: readonly Translator[]
}

/** What is set where somebody asks: by themselves, for the place, and for the library. */
interface SetHere {
  own: Preferences | undefined
  place: string | undefined
  librarys: string | undefined
}

/** Where it is looked up in which language to say something. */
interface ReadFrom {
  here: SetHere
  cards: Pick<CardStore, 'spoken'>
}

/** Speaks with each person in their own language, and in a channel in the channel's; where neither set one, in the library's. */
export function createSpeaking({ store, translators }: SpeakingDeps): Speaking {
  /** Whoever says it in a library's own English words, where it has some. */
  const inOwnWords = translators.find(one => one.language === english)
  const into = (language: string | undefined) =>
    translators.find(one => one.language === language && one !== inOwnWords)
  if (translators.length === 0)
    return {
      toAsker: async ({ person }) => ({ person }),
      translated: async effects => [...effects],
      toReader: async () => undefined,
      sayIn: () => untranslated,
      firstSpoken,
    }
  return { toAsker, translated, toReader, sayIn, firstSpoken }

  function sayIn(message: Message): Say {
    const translator = into(message.find(block => block.lang !== undefined)?.lang) ?? inOwnWords
    return sentence => translator?.line(sentence) ?? sentence
  }

  async function toReader(workspace: Workspace, { id, locale }: { id?: PersonId; locale?: string }) {
    const [own, librarys] = await Promise.all([
      id === undefined ? undefined : store.get(workspace, preferences, id),
      languageOfLibrary(workspace),
    ])
    return into(languageOf(own, librarys, { locale })) ?? inOwnWords
  }

  function firstSpoken(locales: readonly string[]): string | undefined {
    return locales.find(one => languageIn(one) === english || into(languageIn(one)) !== undefined)
  }

  async function toAsker(incoming: Incoming): Promise<Asker> {
    const { person, place } = incoming
    const here = await setHere(incoming)
    const translator = into(languageOf(here.own, here.librarys, person))
    const translatorHere = place.personal ? translator : into(here.place ?? here.librarys)
    if (!translator)
      return {
        person: spokenToInEnglish(person),
        translator: inOwnWords,
        translatorHere: translatorHere ?? inOwnWords,
      }
    const locale = spokenLocale(translator.language, person.locale)
    return { person: { ...person, locale }, translator, translatorHere }
  }

  async function setHere({ workspace, person, place }: Incoming): Promise<SetHere> {
    const [own, spoken, librarys] = await Promise.all([
      store.get(workspace, preferences, person.id),
      store.get(workspace, placeLanguages, place.conversation),
      store.get(workspace, librarySettings, theLibrary),
    ])
    return { own, place: spoken?.language, librarys: librarys?.language }
  }

  /** The language that somebody chose, or else their library, or else that they write in, or else that their platform speaks. */
  function languageOf(
    own: Preferences | undefined,
    librarys: string | undefined,
    person?: { locale?: string | undefined },
  ): string | undefined {
    const chosen = own?.language ?? librarys
    return chosen ?? own?.writes ?? (person && platformLanguageOf(person)) ?? own?.platformLanguage
  }

  async function languageOfLibrary(workspace: Workspace): Promise<string | undefined> {
    return (await store.get(workspace, librarySettings, theLibrary))?.language
  }

  function platformLanguageOf({ locale }: { locale?: string | undefined }): string | undefined {
    return into(languageIn(locale))?.language
  }

  async function translated(effects: readonly Effect[], incoming: Incoming): Promise<Effect[]> {
    const here = await setHere(incoming)
    const kept = cardStore(store, incoming.workspace)
    const all: Effect[] = []
    const put = new Map<CardName, NewCard>()
    // What is sent under a card may be sent with it.
    const cards: Pick<CardStore, 'spoken'> = { spoken: async name => put.get(name) ?? kept.spoken(name) }
    for (const effect of effects) {
      const said = await inItsLanguage(effect, incoming, { here, cards })
      if ('card' in said && typeof said.card === 'object' && 'name' in said.card)
        put.set(said.card.name, said.card)
      all.push(said)
    }
    return withOffer(all, incoming, here)
  }

  async function inItsLanguage(effect: Effect, incoming: Incoming, from: ReadFrom): Promise<Effect> {
    if (!('message' in effect)) return effect
    const { language, own } = await readerOf(effect, incoming, from)
    const said = (into(language) ?? inOwnWords)?.message(effect.message) ?? effect.message
    if (!('card' in effect) || !effect.card || effect.type === 'update') return { ...effect, message: said }
    const card: NewCard = {
      ...effect.card,
      ...(language !== undefined && language !== english && { language }),
      ...(own && { own }),
    }
    return { ...effect, message: said, card } as Effect
  }

  /** The language of whoever will read it; `own`: it is one person, in their own chat. */
  async function readerOf(
    effect: Extract<Effect, { message: Message }>,
    incoming: Incoming,
    { here, cards }: ReadFrom,
  ): Promise<{ language?: string | undefined; own?: true }> {
    const { workspace, place, person, card: pressed } = incoming
    const spokenHere = here.place ?? here.librarys
    const toAsker = () => ({
      language: ('language' in effect && effect.language) || languageOf(here.own, here.librarys, person),
      own: true as const,
    })
    switch (effect.type) {
      case 'reply':
        if (effect.private || place.personal) return toAsker()
        // What somebody posts goes out as they saw it.
        return {
          language: spokenHere ?? (effect.posts && !incoming.occurrence ? toAsker().language : undefined),
        }
      case 'replace':
        return place.personal || !pressed || pressed.private ? toAsker() : { language: spokenHere }
      case 'send': {
        const { to } = effect
        if (to === place.conversation) return { language: spokenHere }
        if (typeof to === 'string')
          return { language: (await store.get(workspace, placeLanguages, to))?.language ?? here.librarys }
        if ('under' in to) return ofCard(to.under)
        if (to.person === person.id) return toAsker()
        const theirs = await store.get(workspace, preferences, to.person)
        return { language: languageOf(theirs, here.librarys), own: true }
      }
      case 'update':
        return ofCard(effect.card)
    }

    /** A card is redrawn in the language in which it was put up; one's own follows what one set since. */
    async function ofCard(named: CardName | CardRef) {
      if (typeof named !== 'string') return place.personal ? toAsker() : { language: spokenHere }
      const card = await cards.spoken(named)
      if (card?.own && place.personal) return toAsker()
      return { language: card?.language, ...(card?.own && { own: card.own }) }
    }
  }

  /** Whoever is spoken to in the language that they write in, or in their platform's, where no other was set, is told so once, with the way back. */
  async function withOffer(effects: Effect[], incoming: Incoming, here: SetHere): Promise<Effect[]> {
    const { workspace, person, place, occurrence, unasked } = incoming
    const written = effects.map(one => (one.type === 'reply' ? one.language : undefined)).find(into)
    const language = written ?? platformLanguageOf(person)
    const isForgetting = effects.some(one => one.type === 'forget')
    const at = effects.findLastIndex(
      one => one.type === 'reply' && (one.private || place.personal) && !one.posts,
    )
    const effect = effects[at]
    if (language === undefined || occurrence || unasked || effect?.type !== 'reply' || isForgetting)
      return effects
    const { own, librarys } = here
    const known = written === undefined ? own?.platformLanguage : own?.writes
    if (own?.language !== undefined || known === language || librarys !== undefined) return effects
    // The answer is there: where it cannot be kept that they were told, they are told another time.
    const isKept = await store
      .update(workspace, async tx => {
        const before = await tx.get(preferences, person.id)
        const kept = written === undefined ? { platformLanguage: language } : { writes: language }
        await tx.put(preferences, person.id, { ...before, version: 1, ...kept })
        return true
      })
      .catch(() => false)
    if (!isKept) return effects
    const told = written === undefined ? offer : offerInWritten
    const message = [...effect.message, ...(into(language)?.message(told) ?? told)]
    return effects.with(at, { ...effect, message })
  }
}

const inEnglish = buttons(button('Everything in English', 'hearth settings language en'))

/** Said in English here, and in the platform's language there. */
const offer: Message = [
  quiet('I speak the language of your chat program. What is not translated yet is in English.'),
  inEnglish,
]
/** The same, where they write in another language than their platform's. */
const offerInWritten: Message = [
  quiet('I’ll speak the language you write in from now on. What is not translated yet is in English.'),
  inEnglish,
]

/** `es` of `es-MX`. */
const languageIn = (locale: string | undefined): string | undefined =>
  /^([a-z]{2,3})(?:[-_]|$)/i.exec(locale ?? '')?.[1]?.toLowerCase()

/** Days and times stay as their part of the world writes them. */
const spokenToInEnglish = (person: Person): Person => {
  const { locale } = person
  return locale === undefined || languageIn(locale) === english
    ? person
    : { ...person, locale: `${english}-${regionOf(locale)}` }
}
