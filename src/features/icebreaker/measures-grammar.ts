import type { Line } from '../../core/language/normalize.ts'
import { dayNamed, numberAt } from '../../core/language/temporal.ts'
import type { Vocabulary } from '../../core/language/vocabulary.ts'
import { audiences } from './schema.ts'

interface Measure {
  slot: string
  hits: number[]
  /** Only where no audience is named otherwise. */
  instead?: true
}

const people =
  /^(?:people|person|persons|folks|participants|attendees|guests|members|kids|kid|children|teens|teenagers|tweens|adults|seniors|staff|employees|colleagues|coworkers|librarians|volunteers|patrons|students|families|parents|moms|ladies|women|men|boys|girls|introverts|trustees|strangers|toddlers|humans|grownups|learners|partners|graders|elders|retirees|visitors|gente|personas|ninos|adolescentes|heads|souls|scouts|homeschoolers|readers|knitters|neighbors|caregivers|residents|attending|participantes|individuals|immigrants|newcomers|middle|high|new|older|shy|quiet|young|little|sleepy|tired|rowdy|board|community|of)$/

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
