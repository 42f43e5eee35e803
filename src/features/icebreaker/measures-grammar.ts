import type { Line } from '../../core/language/normalize.ts'
import { dayNamed, numberAt } from '../../core/language/temporal.ts'
import type { Vocabulary } from '../../core/language/vocabulary.ts'
import { audiences } from './schema.ts'

interface Measure {
  slot: string
  hits: number[]
  /** How old they are: only where no audience is named otherwise that may be of that age. */
  age?: number
}

const people =
  /^(?:people|person|persons|folks|participants|attendees|guests|members|kids|kid|children|teens|teenagers|tweens|adults|seniors|staff|employees|colleagues|coworkers|librarians|volunteers|patrons|students|families|parents|moms|ladies|women|men|boys|girls|introverts|trustees|strangers|toddlers|humans|grownups|learners|partners|graders|elders|retirees|visitors|gente|personas|ninos|adolescentes|heads|souls|scouts|homeschoolers|readers|knitters|neighbors|caregivers|residents|attending|participantes|individuals|immigrants|newcomers|middle|high|new|older|shy|quiet|young|little|sleepy|tired|rowdy|board|community|of|guys|gals|fellas|dudes|regulars|faces|bodies|agencies|organizations|orgs|nonprofits|gentlemen|ranchers)$/

/** `5 minutes`, `20 people`, `depth 1`, `8 year olds`, `kids 6-9`. */
export function measuresIn(line: Line, vocabulary: Vocabulary): Measure[] {
  const found: Measure[] = []
  const { words } = line
  const named = new Set(
    vocabulary
      .find('filter', line)
      .flatMap(one => ((audiences as readonly string[]).includes(one.entry.means ?? '') ? [one.from] : [])),
  )
  for (let at = 0; at < words.length; at++) {
    const text = words[at]?.text ?? ''
    if (!beginning.test(text) && numberAt(line, at) === undefined) continue
    const joined = /^(\d{1,3})(?:m|mins?|minutes?|minutos?)$/.exec(text)
    if (joined && !isUntil(line, at, 1)) found.push({ slot: `${joined[1]} minutes`, hits: [at] })
    const crowd =
      /^(\d{1,3})(?:ppl|people)$/.exec(text) ??
      (people.test(words[at + 1]?.text ?? '') ? /^(\d{1,3})(?:ish)$/.exec(text) : null)
    if (crowd) found.push({ slot: `${crowd[1]} people`, hits: [at] })
    if (text === 'depth' && /^[123]$/.test(words[at + 1]?.text ?? ''))
      found.push({ slot: `depth ${words[at + 1]?.text}`, hits: [at, at + 1] })
    const ages = /^(\d{1,2})-(\d{1,2})$/.exec(text)
    if (
      ages &&
      Number(ages[2]) < 100 &&
      !/^(?:minutes|minute|people|min|am|pm)$/.test(words[at + 1]?.text ?? '')
    )
      found.push(aged((Number(ages[1]) + Number(ages[2])) / 2, [at]))
    const years = yearsOld(line, at)
    if (years) {
      found.push(years)
      at = years.hits.at(-1) ?? at
      continue
    }
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
    } else if (isAge(line, at, end, number.value)) {
      const upper = unit === 'to' ? numberAt(line, end + 1) : undefined
      const age = upper ? (number.value + upper.value) / 2 : number.value
      found.push(aged(age, places(number.taken + (upper ? 1 + upper.taken : 0))))
    } else if (!isDated(line, at) && isCrowd(line, at, end, number.value, named, vocabulary)) {
      found.push({ slot: `${number.value} people`, hits: places(number.taken) })
    }
  }
  return found
}

/** A measure begins with a number, or with one of these: most words of a line need no look. */
const beginning = /^(?:\d|(?:depth|quarter|half|ages?|aged|grades?|grs?)$)/

/** What an age comes to. */
const aged = (age: number, hits: number[]): Measure => ({ slot: audienceAt(age), hits, age })

/** `7 and 8 year olds`, `ages 8 to 11`, `2s and 3s`, `9yos`: from the first number to the word that says it is an age. */
function yearsOld(line: Line, from: number): Measure | undefined {
  const { words } = line
  const text = (at: number) => words[at]?.text ?? ''
  const isGrade = /^(?:grade|grades|gr|grs)$/.test(text(from))
  const isLed = isGrade || /^(?:age|ages|aged)$/.test(text(from))
  const ages: number[] = []
  let at = isLed ? from + 1 : from
  let isSaid = isLed
  while (at < words.length) {
    const joined = /^(\d{1,2})(?:-(\d{1,2}))?(yo|yos|yrs?|s)?$/.exec(text(at))
    const value = joined ? Number(joined[1]) : numberAt(line, at)?.value
    if (value === undefined || value > 99) break
    ages.push(value, ...(joined?.[2] ? [Number(joined[2])] : []))
    // “The 80s” are years; “2s and 3s” are children.
    if (/^(?:yo|yos|yrs?)$/.test(joined?.[3] ?? '') || (joined?.[3] === 's' && value < 12)) isSaid = true
    at += joined ? 1 : (numberAt(line, at)?.taken ?? 1)
    const isJoint = /^(?:to|and|or|through|thru|n)$/.test(text(at))
    const isMore = (isJoint || words[at]?.before !== '') && isNumber(line, isJoint ? at + 1 : at)
    if (!isMore) break
    if (isJoint) at++
  }
  if (ages.length === 0) return undefined
  // “Kids 4 to 6.”
  const isOfKids = /^(?:kids|children|kiddos|boys|girls|students|little|ones)$/.test(text(from - 1))
  if (
    isOfKids &&
    ages.length > 1 &&
    Math.max(...ages) < 18 &&
    !/^(?:min|minutes?|people|pm|am)$/.test(text(at))
  )
    isSaid = true
  if (/^(?:year|yr|years|yrs)$/.test(text(at)) && /^olds?$/.test(text(at + 1))) {
    isSaid = true
    at += 2
  } else if (/^(?:yo|yos)$/.test(text(at))) {
    isSaid = true
    at++
  }
  const hits = Array.from({ length: at - from }, (_, more) => from + more)
  const middle = (Math.min(...ages) + Math.max(...ages)) / 2
  return isSaid ? aged(isGrade ? middle + ageOfNoGrade : middle, hits) : undefined
}

/** A first grader is six or seven. */
const ageOfNoGrade = 5.5

const isNumber = (line: Line, at: number): boolean =>
  /^\d{1,2}(?:-\d{1,2})?(?:yo|yos|s)?$/.test(line.words[at]?.text ?? '') || numberAt(line, at) !== undefined

/** `dec 9`, `9 of december`: the number of a day counts nobody. */
const isDated = ({ words }: Line, at: number): boolean =>
  isMonth.test(words[at - 1]?.text ?? '') ||
  (words[at + 1]?.text === 'of' && isMonth.test(words[at + 2]?.text ?? ''))
const isMonth =
  /^(?:jan|feb|apr|aug|sept?|oct|nov|dec|january|february|march|april|june|july|august|september|october|november|december)$/

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
  /^(?:long|total|altogether|overall|meeting|class|session|program|workshop|storytime|training|event)$/.test(
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
  line: Line,
  at: number,
  end: number,
  value: number,
  named: ReadonlySet<number>,
  vocabulary: Vocabulary,
): boolean {
  const { words, clean } = line
  if (value < 2 || value > 1_000) return false
  const before = words[at - 1]?.text ?? ''
  // “Mondays 10 for teens” is a time.
  if (dayNamed(before) !== undefined) return false
  // “A few of my learners” counts nobody.
  if (words.slice(at, end).some(({ text }) => text === 'few')) return false
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
  // “Three of them have hearing aids”: some of those who come.
  if (unit === 'of' && isSomeOf(line, end)) return false
  if (unit === 'of') return !isOfQuestions && /^(?:us|them|em|my|our|you|the)$/.test(next)
  // “No one over 12, kids only”: what stands behind a comma is not what was counted.
  const isCut = /[,.;!?]/.test(words[end]?.before ?? '')
  if (
    !isCut &&
    people.test(unit) &&
    !/^(?:new|older|shy|quiet|young|little|sleepy|tired|rowdy|middle|high|board|community)$/.test(unit)
  )
    return true
  if (!isCut && (named.has(end) || people.test(next) || named.has(end + 1))) return true
  // “6 ranchers”, “9 players”: a number of those who do something.
  if (!isCut && doers.test(unit) && !things.test(unit)) return true
  if (vocabulary.within('event', { clean, words, addressed: false, asks: false, end: '' }, end) > 0)
    return false
  // “We got 40 at the resource fair.”
  const isAttended =
    value > 4 &&
    /^(?:got|have|having|expecting|expect|get)$/.test(before) &&
    /^(?:at|in|coming|tonight|today|tomorrow|signed|showing|from|on)$/.test(unit)
  if (isAttended) return true
  const isGroup =
    /^(?:somos|seremos|of|group|party|crowd|about|around|roughly|approximately|maybe|for|like|with|team)$/.test(
      before,
    )
  const ends =
    unit === '' ||
    /^(?:in|max|tops|total|here|attending|coming|strong|maximum|expected|each|today|tonight|and|or|signed|where|who|that|with|so)$/.test(
      unit,
    ) ||
    (/^(?:of|group|party|crowd)$/.test(before) && /^(?:at|for|on|from|tomorrow|plus|but)$/.test(unit)) ||
    words[end]?.before !== ''
  // “One for 9 and 10” tells how old they are.
  const isPair = /^(?:and|or|to)$/.test(unit) && numberAt(line, end + 1) !== undefined
  return (
    isGroup &&
    ends &&
    !isPair &&
    (before !== 'for' || value > 4) &&
    !(before === 'about' && unit === '' && at < 2)
  )
}

/** `two of the ladies use wheelchairs`: what is told of some counts nobody. “Nine of us are waiting” does. */
const isSomeOf = ({ words }: Line, of: number): boolean =>
  words[of + 1]?.text !== 'us' &&
  words
    .slice(of + 2, of + 5)
    .some(({ text }) =>
      /^(?:have|has|had|use|uses|wear|wears|need|needs|speak|speaks|bring|brings)$/.test(text),
    )

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
