import { type Grammar, leftOver } from '../../core/language/grammar.ts'
import type { Line } from '../../core/language/normalize.ts'
import { numberAt, ordinalOf } from '../../core/language/temporal.ts'
import type { Vocabulary } from '../../core/language/vocabulary.ts'
import type { Guide, Reading } from './schema.ts'
import { subjectOf, topicsOf } from './search.ts'

/** Words that name a kind of reading: they narrow a search. */
const kinds: Readonly<Record<string, string>> = {
  video: 'video',
  videos: 'video',
  film: 'video',
  clip: 'video',
  watch: 'video',
  documentary: 'video',
  short: 'short',
  shorter: 'short',
  quick: 'short',
  brief: 'short',
  teens: 'teens',
  teen: 'teens',
  teenagers: 'teens',
  book: 'book',
  books: 'book',
  webinar: 'webinar',
  webinars: 'webinar',
  toolkit: 'toolkit',
  toolkits: 'toolkit',
  statistics: 'statistics',
  stats: 'statistics',
  stat: 'statistics',
  statistic: 'statistics',
  numbers: 'statistics',
  figures: 'statistics',
  data: 'statistics',
  facts: 'statistics',
  research: 'research',
  study: 'research',
  studies: 'research',
  evidence: 'research',
  course: 'course',
  handout: 'handout',
  slides: 'slides',
  report: 'report',
  reports: 'report',
}
/** Subjects of the guide that no reading need name. */
const subjects =
  /^(?:belonging|loneliness|isolation|connection|hosting|bridging|polarization|facilitation|disconnection|gathering|infrastructure|intergenerational|aging|immigration|mentoring|rural)$/
/** Said of the size or the state of a reading: nothing is found by it. */
const qualities =
  /^(?:long|good|recent|new|latest|free|easy|simple|best|interesting|newest|popular|cheap|lengthy)$/

/** Said of what is done with a reading: nothing is found by it. */
const verbs =
  /^(?:read|reads|learn|learned|hear|know|say|says|said|wrote|written|suggest|suggests|recommend|recommends|get|gets|getting|talk|talks|actually|really|each|cut|being|come|comes)$/

/** The grammar of readings: the words that their search knows are used, what else says something is told. */
export function readingsGrammar({
  guide,
  readings,
}: {
  guide: Guide
  readings: readonly Reading[]
}): Grammar {
  const topics = topicsOf(readings, guide)
  const titles = readings.map(one => one.title.toLowerCase())
  return {
    command: 'readings',
    /** What is asked for “on” or “about” a subject that the readings know. */
    evidence(line, _context, vocabulary) {
      const at = line.words.findIndex(
        (word, place) =>
          /^(?:on|about|regarding|around|by)$/.test(word.text) &&
          place > 0 &&
          line.words
            .slice(place + 1, place + 4)
            .some(
              next =>
                next.text.length > 3 &&
                !vocabulary.isFiller(next.text) &&
                next.forms.some(form => topics.has(form)),
            ),
      )
      const frame = line.words
        .slice(0, Math.max(0, at))
        .some(word =>
          /^(?:what|anything|something|got|have|any|give|find|show|need|want|information|more|stuff|know|looking|learn|tell|else)$/.test(
            word.text,
          ),
        )
      return at > 0 && frame ? { score: 3.5, hits: [at] } : { score: 0, hits: [] }
    },
    read(intent, line, context, vocabulary) {
      // “Another” is the next of what was asked for; “what should I read next” the next of the guide.
      const isOther =
        intent.action === 'next' && context.last?.command === 'readings' && line.words.length < 5
      const place = ofOne.test(intent.action) ? placeIn(line) : undefined
      if (place !== undefined) return { slots: [intent.action], run: `readings ${intent.action} #${place}` }
      if (intent.action !== '')
        return { slots: [intent.action], run: `readings ${isOther ? 'another' : intent.action}` }
      const { words, used, unknown } = topicsIn(line, vocabulary, topics, titles, intent.hits)
      const section = sectionIn(line)
      if (section) for (const at of section.hits) used.add(at)
      const subjects = words.flatMap(phrase => phrase.split(' ').flatMap(word => subjectOf(word) ?? []))
      const brief = isBrief.test(line.clean) && !words.includes('short') ? ['short'] : []
      const typed = [...(section ? [`section ${section.number}`] : []), ...words, ...brief]
      const phrases = [
        ...new Set([...typed, ...subjects.filter(subject => subject !== 'social-infrastructure')]),
      ]
      const left = leftOver(line, used, vocabulary)
      // Words that happen to stand in some title say little: nothing was said of reading, nor of a subject of the guide.
      const isNamed =
        vocabulary.names('readings', line) ||
        section !== undefined ||
        /\bguide\b|\bwh(?:at|o) (?:does|do|did|has|wrote)\b.*\b(?:say|said|wrote|recommend|suggest)\b|\b(?:anything|something|stuff|material) (?:\w+ ){0,3}(?:on|regarding)\b/i.test(
          line.clean,
        )
      if (!isNamed && subjects.length === 0 && !words.some(isTelling)) return undefined
      // “We’re having 30 neighbors in this January” tells something, and asks for nothing to read.
      if (!isNamed && isTold(line) && unknown.length > 1) return undefined
      if (phrases.length === 0 && unknown.length > 0)
        return {
          slots: unknown,
          run: `readings ${unknown.join(' ')}`,
          ...(isFiction(line) && { command: 'ask', ask: true as const, ignored: unknown }),
        }
      return { slots: phrases, ignored: left, run: `readings ${typed.join(' ')}`.trim() }
    },
  }
}

const isTold = ({ words }: Line): boolean =>
  /^(?:we|i|they|he|she|my|our)$/.test(words[0]?.text ?? '') &&
  /^(?:are|am|is|were|was|had|has|will|got|get|invited)$/.test(words[1]?.text ?? '')

/** `videos under 5 minutes`: a short one, as near as it is known. */
const isBrief =
  /\b(?:under|less than|shorter than|up to|no more than|at most) \S+ ?(?:min|mins|minutes|pages)\b/i

/** What is done with one reading of those that are shown. */
const ofOne = /^(?:save|unsave|done|unread|share)$/

/** `save the second one`: which of those that are shown, counted from 1; -1 is the last. */
function placeIn({ words }: Line): number | undefined {
  if (words.length > 8) return undefined
  for (const [at, { text }] of words.entries()) {
    const isCounted = /^(?:the|that|number|#|no)$/.test(words[at - 1]?.text ?? '')
    if (isCounted && text === 'last') return -1
    if (isCounted && text === 'top') return 1
    const place = ordinalOf(text)
    if (isCounted && place >= 1 && place < 100 && text !== 'one') return place
  }
  return undefined
}

/** A subject of the guide, a kind of reading, or a name of several words. */
const isTelling = (phrase: string): boolean =>
  phrase.includes(' ') || subjects.test(phrase) || Object.values(kinds).includes(phrase)

const isFiction = ({ words }: Line): boolean =>
  words.some(word =>
    /^(?:cozy|mystery|mysteries|thriller|romance|fantasy|novel|novels|fiction|bestseller|bestsellers|memoir|memoirs)$/.test(
      word.text,
    ),
  )

/** The words that the search knows, beside each other as one phrase; and those it does not. */
function topicsIn(
  line: Line,
  vocabulary: Vocabulary,
  topics: ReadonlySet<string>,
  titles: readonly string[],
  frame: ReadonlySet<number>,
) {
  const words: string[] = []
  const unknown: string[] = []
  const used = new Set<number>(frame)
  let run: string[] = []
  const close = () => {
    if (run.length > 0) words.push(run.join(' '))
    run = []
  }
  for (const [at, word] of line.words.entries()) {
    const kind = Object.hasOwn(kinds, word.text) ? kinds[word.text] : undefined
    // “The Art of Gathering” is one name, with the small word in it.
    const next = line.words[at + 1]?.text
    const last = run.at(-1)
    const isEnd = run.length > 1 && titles.some(one => one.includes(`${run.join(' ')} ${word.text}`))
    if (isEnd || (last && next && titles.some(one => one.includes(`${last} ${word.text} ${next}`)))) {
      run.push(word.text)
      used.add(at)
      continue
    }
    const isNoun = vocabulary.within('reading', line, at) > 0 || verbs.test(word.text)
    if (kind) {
      close()
      words.push(kind)
      used.add(at)
    } else if (
      vocabulary.isFiller(word.text) ||
      isNoun ||
      qualities.test(word.text) ||
      word.text.length < 3
    ) {
      if (isNoun) used.add(at)
      close()
    } else if (
      (word.forms.some(form => topics.has(form) || subjects.test(form)) || isPartOfName(line, at)) &&
      !word.forms.some(form => /^(?:section|chapter|part)$/.test(form))
    ) {
      run.push(word.forms.find(form => topics.has(form)) ?? word.text)
      used.add(at)
    } else {
      close()
      if (!frame.has(at)) unknown.push(word.text)
    }
  }
  close()
  return { words: [...new Set(words)], used, unknown }
}

/** `third places`: the first word of a name that says little by itself. */
const isPartOfName = ({ words }: Line, at: number): boolean =>
  words[at]?.text === 'third' && /^places?$/.test(words[at + 1]?.text ?? '')

function sectionIn(line: Line): { number: number; hits: number[] } | undefined {
  for (const [at, word] of line.words.entries()) {
    if (!word.forms.some(form => /^(?:section|chapter|part)$/.test(form))) continue
    const number = numberAt(line, at + 1)?.value ?? ordinalOf(line.words[at - 1]?.text ?? '')
    if (Number.isInteger(number)) return { number, hits: [at, at + 1] }
  }
  return undefined
}
