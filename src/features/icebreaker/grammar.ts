import {
  type Context,
  type Evidence,
  type Grammar,
  type Intent,
  longest,
  type Slots,
  toldOf,
} from '../../core/language/grammar.ts'
import { type Line, readLine, type Word } from '../../core/language/normalize.ts'
import {
  clock,
  dayNamed,
  type Moment,
  momentTyped,
  momentWords,
  numberAt,
  readMoment,
  recurrenceIn,
  recurrenceWords,
} from '../../core/language/temporal.ts'
import type { Found, Vocabulary } from '../../core/language/vocabulary.ts'
import { audiences, topics } from './schema.ts'

/** What a line asks of an icebreaker, in the scheme's names, and the places of the words that say so. */
interface Filters {
  slots: string[]
  hits: Set<number>
}

/** Filters that say little by themselves: a word of many meanings is no request. */
const vague = new Set([
  'activity',
  'object',
  'wall',
  'movement',
  'sound-or-music',
  'round',
  'light',
  'deep',
  'quick',
  'quiet',
  'calm',
  'simple words',
  'seated',
  'enter-the-topic',
  'scale-line',
  'drawing',
  'written-note',
  'reflect-close',
])
/** What is not wanted stands right behind these. */
const excluding = /^(?:no|not|without|except|excluding|never|nor|minus|less|fewer)$/
const between = /^(?:for|with|about|just|only|the|any|all|a|in|at|on)$/

const known = new WeakMap<Line['words'], Filters>()

/** Reads the words of the scheme, in any order, wherever they stand; once for each line. */
function filtersIn(line: Line, vocabulary: Vocabulary): Filters {
  const found = known.get(line.words) ?? filtersOf(line, vocabulary)
  known.set(line.words, found)
  return found
}

function filtersOf(line: Line, vocabulary: Vocabulary): Filters {
  const slots = new Set<string>()
  const hits = new Set<number>()
  const unwanted = new Set<number>()
  const take = (slot: string, places: readonly number[]) => {
    slots.add(slot)
    for (const at of places) hits.add(at)
  }
  const refused = refusedKind(line)
  for (const one of longest(vocabulary.find('filter', line))) {
    const means = one.entry.means ?? ''
    const isOut =
      isExcluded(line, one) ||
      isListed(line, one, unwanted) ||
      one.hits.some(at => at >= refused.from && at < refused.to)
    for (const at of one.hits) hits.add(at)
    if (isOut || means.startsWith('no ')) for (const at of one.hits) unwanted.add(at)
    if (isOut) continue
    take(means, one.hits)
    if (means.startsWith('no ')) for (const more of listed(line, one, vocabulary)) take(more.slot, more.hits)
  }
  for (const one of withoutSubjects(line, vocabulary)) {
    take(one.slot, one.hits)
    for (const at of one.hits) unwanted.add(at)
  }
  for (const one of longest(vocabulary.find('topic', line)))
    if (!one.hits.some(at => unwanted.has(at)) && !isExcluded(line, one) && one.entry.means)
      take(one.entry.means, one.hits)
  for (const measure of measuresIn(line, vocabulary)) {
    if (measure.instead && [...slots].some(slot => (audiences as readonly string[]).includes(slot))) {
      for (const at of measure.hits) hits.add(at)
      continue
    }
    take(measure.slot, measure.hits)
  }
  return { slots: narrowed(slots), hits }
}

/** `not the kind where everybody goes around`: up to the end of the clause, all of it is what is not wanted. */
function refusedKind({ words }: Line): { from: number; to: number } {
  const text = (at: number) => words[at]?.text ?? ''
  const from = words.findIndex(
    (word, at) =>
      /^(?:not|no|never)$/.test(word.text) &&
      /^(?:kind|kinds|sort|type|one|ones)$/.test(
        text(at + (/^(?:the|a|one|another)$/.test(text(at + 1)) ? 2 : 1)),
      ) &&
      words.slice(at + 2, at + 6).some(next => /^(?:where|with|that|when|of|in)$/.test(next.text)),
  )
  if (from < 0) return { from: 0, to: 0 }
  const end = words.findIndex((word, at) => at > from && (/[,.;!?]/.test(word.before) || word.text === 'but'))
  return { from, to: end < 0 ? words.length : end }
}

/** `not for kids`: said to be left out, which no filter can do; it is at least not read as wanted. */
function isExcluded({ words }: Line, one: Found): boolean {
  const means = one.entry.means ?? ''
  if (
    means.startsWith('no ') ||
    /^(?:no|not|without|less|never|do|does|nobody|hate|hates|instead|keep|make|rather)$/.test(
      words[one.from]?.text ?? '',
    )
  )
    return false
  let at = one.from - 1
  for (let back = 0; back < 2 && between.test(words[at]?.text ?? '') && !words[at + 1]?.before; back++) at--
  return excluding.test(words[at]?.text ?? '') && !/[.;!?]/.test(words[at + 1]?.before ?? '')
}

/** `no writing or drawing`: the second is not wanted either. */
const isListed = ({ words }: Line, one: Found, unwanted: ReadonlySet<number>): boolean =>
  (/^(?:or|nor)$/.test(words[one.from - 1]?.text ?? '') && unwanted.has(one.from - 2)) ||
  (words[one.from]?.before === ',' && /^or$/.test(words[one.to]?.text ?? '') && unwanted.has(one.from - 1))

/** What follows a “no X” in the same breath: `no touching, standing or reading`. */
function listed(line: Line, one: Found, vocabulary: Vocabulary): { slot: string; hits: number[] }[] {
  const found: { slot: string; hits: number[] }[] = []
  let at = one.to
  for (let more = 0; more < 5; more++) {
    const joined = /^(?:and|or|nor)$/.test(line.words[at]?.text ?? '')
    if (!joined && !/[,/]/.test(line.words[at]?.before ?? '')) break
    const start = joined ? at + 1 : at
    const next = withoutAt(line, start, vocabulary)
    if (!next) break
    found.push(next)
    at = next.to
  }
  return found
}

/** What words would mean right behind a “no”. */
function withoutAt(
  line: Line,
  start: number,
  vocabulary: Vocabulary,
): { slot: string; hits: number[]; to: number } | undefined {
  const no: Word = { text: 'no', forms: ['no'], from: 0, to: 0, capital: false, before: '' }
  const rest: Line = { ...line, words: [no, ...line.words.slice(start, start + 6)] }
  const [next] = longest(
    vocabulary.find('filter', rest).filter(two => two.from === 0 && two.entry.means?.startsWith('no ')),
  )
  return (
    next && {
      slot: next.entry.means ?? '',
      hits: next.hits.filter(place => place > 0).map(place => start + place - 1),
      to: start + next.to - 1,
    }
  )
}

/** `no icebreakers about pets`, `not a question on family`: what the noun is about is not wanted. */
function withoutSubjects(line: Line, vocabulary: Vocabulary): { slot: string; hits: number[] }[] {
  const text = (at: number) => line.words[at]?.text ?? ''
  return [...line.words.keys()].flatMap(at => {
    if (!/^(?:no|not|nothing|without|never)$/.test(text(at))) return []
    let start = at + 1
    while (/^(?:a|an|any|the|icebreakers?|questions?|ones?|stuff|things?|anything)$/.test(text(start)))
      start++
    if (start === at + 1 && text(at) !== 'nothing') return []
    // “Nothing that touches on work.”
    if (
      /^(?:that|which)$/.test(text(start)) &&
      /^(?:touches|touch|bears|dwells|borders)$/.test(text(start + 1))
    )
      start += 2
    if (/^touching$/.test(text(start))) start++
    if (!/^(?:about|on|with|involving|around|regarding)$/.test(text(start))) return []
    while (
      /^(?:about|on|anyone|anybody|anyones|anybodys|peoples|their|your|our|the|someones)$/.test(
        text(start + 1),
      )
    )
      start++
    return withoutAt(line, start + 1, vocabulary) ?? []
  })
}

/** Words that say the same twice, or stand in each other's way. */
function narrowed(slots: Set<string>): string[] {
  const drop = (slot: string, where: boolean) => {
    if (where) slots.delete(slot)
  }
  const has = (slot: string) => slots.has(slot)
  drop(
    'staff-meeting',
    has('board-meeting') ||
      has('stakeholder-meeting') ||
      (has('staff-meeting') && has('volunteers') && !has('staff')),
  )
  drop('board-stakeholders', has('teens-12-17') && !has('board-meeting'))
  if (has('older-adults') && (has('teens-12-17') || has('children-6-11'))) {
    for (const age of ['older-adults', 'teens-12-17', 'children-6-11']) slots.delete(age)
    slots.add('intergenerational')
  }
  drop('light', has('deep'))
  drop('movement', has('seated') || has('no walking') || has('no standing'))
  drop('mixed-public', has('staff') || has('volunteers'))
  return [...slots]
}

interface Measure {
  slot: string
  hits: number[]
  /** Only where no audience is named otherwise. */
  instead?: true
}

const people =
  /^(?:people|person|persons|folks|participants|attendees|guests|members|kids|kid|children|teens|teenagers|tweens|adults|seniors|staff|employees|colleagues|coworkers|librarians|volunteers|patrons|students|families|parents|moms|ladies|women|men|boys|girls|introverts|trustees|strangers|toddlers|humans|grownups|learners|partners|graders|elders|retirees|visitors|gente|personas|ninos|adolescentes|heads|souls|scouts|homeschoolers|readers|knitters|neighbors|caregivers|residents|attending|participantes|individuals|immigrants|newcomers|middle|high|new|older|shy|quiet|young|little|sleepy|tired|rowdy|board|community|of)$/

/** `5 minutes`, `20 people`, `depth 1`, `8 year olds`, `kids 6-9`. */
function measuresIn(line: Line, vocabulary: Vocabulary): Measure[] {
  const found: Measure[] = []
  const { words } = line
  const named = new Set(
    vocabulary
      .find('filter', line)
      .flatMap(one => ((audiences as readonly string[]).includes(one.entry.means ?? '') ? [one.from] : [])),
  )
  for (let at = 0; at < words.length; at++) {
    const text = words[at]?.text ?? ''
    const before = words[at - 1]?.text ?? ''
    const joined = /^(\d{1,3})(?:m|mins?|minutes?|minutos?)$/.exec(text)
    if (joined && !isUntil(line, at, 1)) found.push({ slot: `${joined[1]} minutes`, hits: [at] })
    const crowd = /^(\d{1,3})(?:ppl|people)$/.exec(text)
    if (crowd) found.push({ slot: `${crowd[1]} people`, hits: [at] })
    if (text === 'depth' && /^[123]$/.test(words[at + 1]?.text ?? ''))
      found.push({ slot: `depth ${words[at + 1]?.text}`, hits: [at, at + 1] })
    const ages = /^(\d{1,2})-(\d{1,2})$/.exec(text)
    if (
      ages &&
      Number(ages[2]) < 100 &&
      !/^(?:minutes|minute|people|min|am|pm)$/.test(words[at + 1]?.text ?? '')
    )
      found.push({ slot: audienceAt((Number(ages[1]) + Number(ages[2])) / 2), hits: [at], instead: true })
    if (ages && /^minutes?$/.test(words[at + 1]?.text ?? ''))
      found.push({ slot: `${ages[2]} minutes`, hits: [at, at + 1] })
    if (ages && people.test(words[at + 1]?.text ?? '') && Number(ages[2]) > 3)
      found.push({ slot: `${ages[2]} people`, hits: [at, at + 1] })
    const part = partOfHour(line, at)
    if (part) found.push(part)
    const number = numberAt(line, at)
    if (!number || number.value === 0) continue
    const end = at + number.taken
    const unit = words[end]?.text ?? ''
    const places = (many: number) => Array.from({ length: many }, (_, more) => at + more)
    if (/^(?:minutes?|minutos?)$/.test(unit)) {
      if (!isUntil(line, at, number.taken + 1) && !isOfProgram(line, end + 1))
        found.push({ slot: `${number.value} minutes`, hits: places(number.taken + 1) })
      at = end
    } else if (/^(?:year|yr|years|yrs)$/.test(unit) && /^olds?$/.test(words[end + 1]?.text ?? '')) {
      found.push({ slot: audienceAt(number.value), hits: places(number.taken + 2), instead: true })
      at = end + 1
    } else if (/^(?:age|ages|aged)$/.test(before)) {
      const upper = /^(?:to|and|through|thru)$/.test(unit) ? numberAt(line, end + 1)?.value : undefined
      found.push({
        slot: audienceAt(upper ? (number.value + upper) / 2 : number.value),
        hits: [at - 1, ...places(number.taken + (upper ? 2 : 0))],
        instead: true,
      })
    } else if (isAge(line, at, end, number.value)) {
      const upper = unit === 'to' ? numberAt(line, end + 1) : undefined
      found.push({
        slot: audienceAt(upper ? (number.value + upper.value) / 2 : number.value),
        hits: places(number.taken + (upper ? 1 + upper.taken : 0)),
        instead: true,
      })
    } else if (isCrowd(line, at, end, number.value, named, vocabulary)) {
      found.push({ slot: `${number.value} people`, hits: places(number.taken) })
    }
  }
  return found
}

/** `a quarter hour`, `half an hour`. */
function partOfHour({ words }: Line, at: number): Measure | undefined {
  const minutes = words[at]?.text === 'quarter' ? 15 : words[at]?.text === 'half' ? 30 : 0
  if (minutes === 0) return undefined
  let end = at + 1
  while (/^(?:of|a|an|the)$/.test(words[end]?.text ?? '')) end++
  if (words[end]?.text !== 'hour') return undefined
  return { slot: `${minutes} minutes`, hits: Array.from({ length: end + 1 - at }, (_, more) => at + more) }
}

/** `90 minutes total`, `a 45 minute class`: how long the program is, and not the question. */
const isOfProgram = ({ words }: Line, at: number): boolean =>
  /^(?:total|altogether|overall|meeting|class|session|program|workshop|storytime|training|event)$/.test(
    words[at]?.text ?? '',
  )

/** `starts in 10 minutes`, `10 minutes from now`: that tells when it begins, and not how long it may take. */
function isUntil({ words }: Line, at: number, taken: number): boolean {
  const before = words[at - 1]?.text ?? ''
  const behind = words[at + taken]?.text ?? ''
  const further = words[at - 2]?.text ?? ''
  if (/^(?:from|until|till|before|to|away|ago|notice|late)$/.test(behind) && behind !== 'to') return true
  if (
    before === 'in' &&
    !/^(?:fit|fits|done|it|doable|finish|wrapped|answer|answered|do|happen|ask|asked)$/.test(further)
  )
    return true
  // “In like ten minutes.”
  if (further === 'in' && /^(?:like|about|around|just|maybe|only|another|roughly)$/.test(before)) return true
  return /^(?:at|every|have)$/.test(before) && /^(?:before|until|till)$/.test(behind)
}

/** `they are all like eighty`, `most of them are 70 plus`: how old they are. */
function isAge({ words }: Line, at: number, end: number, value: number): boolean {
  const behind = words[end]
  const ends =
    behind === undefined ||
    behind.before !== '' ||
    /^(?:plus|or|and|to|something|ish|now|so|but)$/.test(behind.text)
  if (value < 3 || value > 99 || !ends) return false
  let back = at - 1
  while (
    /^(?:all|like|about|around|over|under|nearly|almost|past|mostly|well|at|least|in|their)$/.test(
      words[back]?.text ?? '',
    )
  )
    back--
  return (
    /^(?:are|is)$/.test(words[back]?.text ?? '') &&
    /^(?:they|them|he|she|who|everyone|everybody|kids|ladies|most|regulars|members)$/.test(
      words[back - 1]?.text ?? '',
    )
  )
}

/** Whether a number counts those who come. */
function isCrowd(
  { words, clean }: Line,
  at: number,
  end: number,
  value: number,
  named: ReadonlySet<number>,
  vocabulary: Vocabulary,
): boolean {
  if (value < 2 || value > 1_000) return false
  const before = words[at - 1]?.text ?? ''
  // “Mondays 10 for teens” is a time.
  if (dayNamed(before) !== undefined) return false
  const unit = words[end]?.text ?? ''
  const next = words[end + 1]?.text ?? ''
  if (
    /^(?:section|chapter|step|question|answer|number|grade|level|depth|room|at|until|by|top|version|pillar|covid|channel)$/.test(
      before,
    )
  )
    return false
  if (
    /^(?:am|pm|o|oclock|minutes?|hours?|days?|weeks?|months?|years?|questions?|icebreakers?|percent|grade|graders|more|th|rd)$/.test(
      unit,
    ) &&
    unit !== 'graders'
  )
    return false
  // “Questions, like 5 of them.”
  const isOfQuestions = words
    .slice(Math.max(0, at - 5), at)
    .some(({ text }) => /^(?:questions|openers|prompts|ones)$/.test(text))
  if (unit === 'of') return !isOfQuestions && /^(?:us|them|em|my|our|you|the)$/.test(next)
  if (
    people.test(unit) &&
    !/^(?:new|older|shy|quiet|young|little|sleepy|tired|rowdy|middle|high|board|community)$/.test(unit)
  )
    return true
  if (named.has(end) || people.test(next) || named.has(end + 1)) return true
  // “6 ranchers”, “9 players”: a number of those who do something.
  if (doers.test(unit) && !things.test(unit)) return true
  if (vocabulary.within('event', { clean, words, addressed: false, asks: false, end: '' }, end) > 0)
    return false
  const isGroup =
    /^(?:of|group|party|crowd|about|around|roughly|approximately|maybe|for|like|with|team)$/.test(before)
  const ends =
    unit === '' ||
    /^(?:in|max|tops|total|here|attending|coming|strong|maximum|expected|each|today|tonight|and|or|signed|where|who|that|with|so)$/.test(
      unit,
    ) ||
    (/^(?:of|group|party|crowd)$/.test(before) && /^(?:at|for|on|from|tomorrow|plus|but)$/.test(unit)) ||
    words[end]?.before !== ''
  return isGroup && ends && (before !== 'for' || value > 4) && !(before === 'about' && unit === '' && at < 2)
}

/** Words for people by what they do: `ranchers`, `cyclists`. */
const doers = /^[a-z]{2,}(?:[^e]ers|ors|ists|ians|eers|ees)$/
/** The same endings, and nobody. */
const things =
  /^(?:numbers|papers|letters|flyers|posters|markers|computers|printers|folders|binders|stickers|dollars|quarters|corners|chapters|answers|offers|orders|covers|drawers|containers|openers|starters|icebreakers|energizers|mixers|closers|reminders|newsletters|colors|doors|floors|errors|mirrors|lists|degrees|committees|trees|coffees|fees|others|hers|ours|yours|towers|dinners|suppers|centers|scooters|coasters|crackers|burgers|layers|sliders|rulers|timers|speakers|sorters|shelters|winters|summers)$/

function audienceAt(age: number): string {
  if (age < 5.5) return 'children-0-5-with-adult'
  if (age < 12) return 'children-6-11'
  if (age < 18) return 'teens-12-17'
  return age < 55 ? 'adults' : 'older-adults'
}

/** How a line asks for an icebreaker by its words alone. */
function evidence(line: Line, context: Context, vocabulary: Vocabulary) {
  const { slots, hits } = filtersIn(line, vocabulary)
  const telling = slots.filter(slot => !vague.has(slot) && !(topics as readonly string[]).includes(slot))
  const score = slots.length === 0 ? 0 : 1.6 + 0.9 * telling.length + 0.5 * (slots.length - telling.length)
  const follows = score > 0 && context.last?.command === 'icebreaker' ? 1.5 : 0
  // “Question” beside somebody it is for asks for one.
  const isNamed = telling.length > 0 && line.words.some(word => /^(?:question|questions|q)$/.test(word.text))
  return {
    score: Math.max(Math.min(score, 5.2), isNamed ? 4.4 : 0) + follows,
    hits: [...hits],
    ...(follows > 0 && line.words.length < 9 && { action: 'same' }),
  }
}

/** Younger and older than what was shown. */
const ages: readonly string[] = [
  'children-0-5-with-adult',
  'children-6-11',
  'teens-12-17',
  'adults',
  'older-adults',
]

/** The grammar of icebreakers; what is to come every week is `weekly`. */
export const icebreakerGrammar: Grammar = {
  command: 'icebreaker',
  evidence,
  read(intent, line, context, vocabulary) {
    const filters = filtersIn(line, vocabulary)
    const moment = readMoment(line, context.now)
    const used = new Set([...intent.hits, ...filters.hits, ...moment.hits])
    const ignored = toldOf(line, used, vocabulary).filter(isTold)
    if (
      (moment.recurs || moment.refused) &&
      /^(?:|post|same)$/.test(intent.action) &&
      isSchedule(line, moment.hits)
    )
      return weekly(line, context, vocabulary, filters)
    switch (intent.action) {
      case 'suggest':
        return suggest(line)
      case 'not for us':
        return { slots: ['not for us'], run: 'icebreaker retire' }
      case 'how':
        // “How does this work”, where no question was shown, is about Hearth.
        if (context.last && context.last.command !== 'icebreaker' && isVague(line)) return undefined
        if (!context.last && isVague(line) && !/take|long/.test(line.clean)) return undefined
        return { slots: ['how'], run: 'icebreaker how' }
      case 'like':
      case 'retired':
      case 'used':
        return { slots: [intent.action], run: `icebreaker ${intent.action}` }
      case 'post':
        return { slots: ['post', ...filters.slots], ignored, run: typed(['post', ...filters.slots]) }
      // “Boring” is said of what was shown.
      case 'dislike':
        return context.last?.command === 'icebreaker'
          ? another({ ...intent, action: 'another' }, line, context, vocabulary, filters, ignored)
          : undefined
      // “Send it” may mean to the channel: it is asked before anybody else sees it.
      case 'send':
        return context.last?.command === 'icebreaker'
          ? { slots: ['post'], run: 'icebreaker post', ask: true }
          : undefined
      case 'same': {
        // “Show me something on belonging” varies nothing where no question was shown.
        if (context.last?.command !== 'icebreaker' && !line.words.some(word => isVaried.test(word.text)))
          return filters.slots.length > 0 && !isFrame(line, vocabulary)
            ? { slots: filters.slots, ignored, run: typed(filters.slots) }
            : undefined
        const before = requestBefore(context, vocabulary)
        const slots = mergedFilters(before, filters.slots)
        return { slots: ['another', ...slots], ignored, run: typed(['another', ...slots]) }
      }
      case '':
        return { slots: filters.slots, ignored, run: typed(filters.slots) }
      default:
        // “Not too deep” says how the first question should be, where none was shown.
        if (context.last?.command !== 'icebreaker' && intent.action.includes(',') && line.words.length > 6) {
          const asked = intent.action
            .split(', ')
            .slice(1)
            .filter(slot => !/^(?:younger|older)$/.test(slot))
          const slots = [...new Set([...filters.slots, ...asked])]
          return { slots, ignored, run: typed(slots) }
        }
        return another(intent, line, context, vocabulary, filters, ignored)
    }
  },
}

const isVaried = /^(?:same|similar|it|this|that|these|adapt)$/
/** It asks for something to read. */
const isFrame = (line: Line, vocabulary: Vocabulary): boolean =>
  line.words.some(
    (word, at) =>
      vocabulary.within('reading', line, at) > 0 ||
      (word.text === 'something' && line.words[at + 1]?.text === 'on'),
  )

const isVague = ({ words }: Line): boolean =>
  words.length < 6 &&
  !words.some(word => /^(?:one|question|icebreaker|activity|game|play|run|lead|rules)$/.test(word.text))

/** Words that say nothing of a question are not worth telling: numbers, single letters. */
const isTold = (words: string): boolean => /\p{L}{3}/u.test(words)

function another(
  intent: Intent,
  _line: Line,
  context: Context,
  vocabulary: Vocabulary,
  filters: Filters,
  ignored: readonly string[],
): Slots {
  const before = requestBefore(context, vocabulary)
  const changes = intent.action.split(', ').slice(1)
  const added = changes.flatMap(change => {
    if (change !== 'younger' && change !== 'older') return [change]
    if (filters.slots.some(slot => ages.includes(slot))) return []
    const at = ages.findIndex(age => before.includes(age))
    if (at < 0) return change === 'younger' ? ['children-6-11'] : ['teens-12-17']
    return [ages[Math.min(ages.length - 1, Math.max(0, at + (change === 'younger' ? -1 : 1)))] ?? '']
  })
  const own = [...filters.slots, ...added]
  const all = mergedFilters(before, own)
  return {
    slots: ['another', ...new Set(own)],
    ignored,
    run: typed(['another', ...(own.length > 0 ? all : [])]),
  }
}

const requestBefore = (context: Context, vocabulary: Vocabulary): string[] =>
  context.last?.command === 'icebreaker' && context.last.request
    ? filtersIn(readLine(context.last.request, vocabulary.spellings), vocabulary).slots
    : []

/** New words stand beside the old ones, and take the place of those that they contradict. */
function mergedFilters(before: readonly string[], now: readonly string[]): string[] {
  const kinds = (slot: string) =>
    (audiences as readonly string[]).includes(slot)
      ? 'audience'
      : /minutes$|^quick$/.test(slot)
        ? 'time'
        : /^(?:light|deep|depth)/.test(slot)
          ? 'depth'
          : /people$/.test(slot)
            ? 'size'
            : slot
  const replaced = new Set(now.map(kinds))
  return [...before.filter(slot => !replaced.has(kinds(slot))), ...new Set(now)]
}

/** The line as it would be typed: `icebreaker post older-adults 5 minutes`. */
const typed = (slots: readonly string[]): string => `icebreaker ${slots.join(' ')}`.trim()

/** A question of the asker's own: behind a colon, in quotes, or the last that ends with a question mark. */
function suggest(line: Line): Slots {
  const quoted = /"([^"]{6,})"/.exec(line.clean)?.[1]
  const behind = /:\s*(.{6,})$/.exec(line.clean)?.[1]
  const own = quoted ?? behind
  return {
    slots: ['suggest', ...(own ? [`what ${own}`] : [])],
    run: `icebreaker suggest ${own ?? ''}`.trim(),
  }
}

/** What may come weekly, and what tells when. */
const beingScheduled =
  /^(?:icebreakers?|questions?|posts?|prompts?|openers?|ones?|warm|check|reminders?|at|on|for|in|to|here|and|or|please|starting|by|from|every|noon|would|thanks|light|fun|staff|teens?|\d.*)$/

/** `weekly staff meeting` is no schedule. */
function isSchedule({ words }: Line, hits: readonly number[]): boolean {
  return hits.some(at => {
    const text = words[at]?.text ?? ''
    const next = words[at + 1]?.text ?? ''
    // “A monthly tea for widows” tells how often that comes.
    if (/^(?:weekly|monthly|daily|biweekly|quarterly|yearly|annual)$/.test(text))
      return (
        next === '' ||
        words[at + 1]?.before !== '' ||
        beingScheduled.test(next) ||
        dayNamed(next) !== undefined
      )
    // “Thursday’s book club” is named after its day.
    if (
      dayNamed(text) !== undefined &&
      !/^(?:on|every|each|and)$/.test(words[at - 1]?.text ?? '') &&
      /^(?:book|storytime|story|meeting|meetings|club|class|huddle|workshop|party|program|crowd|bunch|training|session|event|lunch|tea|knitting|craft|game|trivia)$/.test(
        next,
      )
    )
      return false
    if (/^(?:monday|friday)$/.test(text))
      return !/^(?:staff|team|meeting|meetings|huddle|board|department|book|club|program|storytime|check|all|manager|managers|branch|group|class|training)$/.test(
        next,
      )
    return true
  })
}

function weekly(line: Line, context: Context, vocabulary: Vocabulary, filters: Filters): Slots {
  const moment = readMoment(line, context.now)
  const used = new Set([...filters.hits, ...moment.hits])
  const left = toldOf(line, used, vocabulary).filter(words => isTold(words) && !namesIcebreaker.test(words))
  const places = /^(?:here|in here|in this channel)$/i
  const ignored = left.filter(words => !places.test(words))
  const when = recurrenceIn(line, moment, context.now)
  if (when && (when.nth || when.monthDays || when.until) && when.named.day)
    return {
      command: 'weekly',
      slots: [...recurrenceWords(when), ...filters.slots],
      ignored,
      run: `icebreaker every ${when.said} ${filters.slots.join(' ')}`.trim(),
    }
  if (moment.refused) return { command: 'weekly', slots: filters.slots, ignored: [moment.refused], ask: true }
  if (moment.weekdays.length === 0)
    return {
      command: 'weekly',
      slots: [...(moment.time ? [clock(moment.time)] : []), ...filters.slots],
      ignored,
      ask: true,
    }
  const slots = filters.slots.filter(slot => slot !== 'light' || filters.slots.includes('light'))
  return {
    command: 'weekly',
    slots: [...momentWords(moment), ...slots],
    ignored,
    ...(moment.unsure && { ask: true as const }),
    run: `icebreaker every ${momentTyped(moment).replace(/^every /, '')} ${slots.join(' ')}`.trim(),
  }
}

const namesIcebreaker =
  /^(?:icebreaker|ice breaker|question|questions|one|post|drop|weekly|opener|prompt|schedule|scheduled|set)s?( (?:one|question|icebreaker))?$/i

const ending =
  /^(?:stop|stops|off|cancel|end|pause|quit|discontinue|disable|annoying|enough|unsubscribe|halt|kill|remove|mute)$/
const coming = /^(?:coming|come|comes|next|scheduled|schedule|planned|due|set|today|week)$/

/** A line about the questions of every week: to stop them, or to ask when one comes. */
function scheduleSaid(line: Line): Evidence | undefined {
  const { words } = line
  if (
    words.length > 14 ||
    words.some(word => /^(?:remind|reminder|reminders|plan|closed|step)$/.test(word.text))
  )
    return undefined
  const noun = words.findIndex(word =>
    /^(?:question|questions|icebreaker|post|posts|prompt|prompts|one|ones)$/.test(word.text),
  )
  const often = words.findIndex(
    word =>
      dayNamed(word.text) !== undefined || /^(?:weekly|daily|scheduled|automatic|recurring)$/.test(word.text),
  )
  const end = words.findIndex(word => ending.test(word.text))
  if (noun >= 0 && often >= 0 && end >= 0 && !/^(?:who|why|how|what|when)$/.test(words[0]?.text ?? ''))
    return { score: 8.5, hits: [noun, often, end], action: 'stop' }
  const isAsking = /^(?:is|are|when|what|which|do|does|will)$/.test(words[0]?.text ?? '')
  const next = words.findIndex((word, at) => at > 0 && coming.test(word.text))
  const isOne = /^(?:question|questions|icebreaker)$/.test(words[noun]?.text ?? '')
  return isAsking &&
    isOne &&
    next >= 0 &&
    words.length < 10 &&
    !words.some(word => /^(?:good|for|fun)$/.test(word.text))
    ? { score: 6.5, hits: [noun, next], action: 'list' }
    : undefined
}

/** It says when something is to come again and again. */
const isSetting = ({ recurs, weekdays, time }: Moment): boolean =>
  recurs && weekdays.length > 0 && time !== undefined

const posting = /^(?:post|drop|share|put|send|give|bring|throw|ask|show|do|have|get|see|want)$/

/** What comes by itself: to set it, to see it, to stop it, to change it. */
export const weeklyGrammar: Grammar = {
  command: 'weekly',
  /** A question that is to come again and again. */
  evidence(line, context) {
    const moment = readMoment(line, context.now)
    const told = scheduleSaid(line)
    if (told) return told
    const noun = line.words.findIndex(
      (word, at) =>
        /^(?:question|questions|icebreaker|opener|openers|prompt|prompts)$/.test(word.text) ||
        (/^(?:post|posts|posting)$/.test(word.text) &&
          /^(?:by|automatically|here|itself)$|^$/.test(line.words[at + 1]?.text ?? '')) ||
        // “Post one on tuesdays at 10”, in a channel.
        (context.where === 'channel' &&
          /^(?:one|something)$/.test(word.text) &&
          line.words.slice(Math.max(0, at - 3), at).some(verb => posting.test(verb.text))) ||
        // “Once a week, Mondays 10am, for staff”, in a channel: what else would come there?
        (context.where === 'channel' &&
          context.last === undefined &&
          isSetting(moment) &&
          at === moment.hits[0]),
    )
    const isReminder = line.words.some(word =>
      /^(?:remind|reminder|reminders|nudge|ping|plan|closed)$/.test(word.text),
    )
    // “Question mon wed fri 8am” in a channel.
    const recurs =
      moment.recurs ||
      (context.where === 'channel' && moment.weekdays.length > 1 && moment.time !== undefined)
    if (!recurs || moment.weekdays.length === 0 || noun < 0 || isReminder || !isSchedule(line, moment.hits))
      return { score: 0, hits: [] }
    return { score: 8.5, hits: [noun, ...moment.hits] }
  },
  read(intent, line, context, vocabulary) {
    const filters = filtersIn(line, vocabulary)
    const moment = readMoment(line, context.now)
    if (intent.action === 'stop' || intent.action === 'list')
      return { slots: [intent.action], run: 'icebreaker weekly' }
    if (intent.action === 'change') {
      const words = momentWords(moment)
      return { slots: ['change', ...words, ...filters.slots], ask: true, run: 'icebreaker weekly' }
    }
    return weekly(line, context, vocabulary, filters)
  },
}
