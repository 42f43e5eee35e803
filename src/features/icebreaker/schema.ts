import { z } from 'zod'
import { slug } from '../../core/content-id.ts'

/** The scheme's closed lists (the guide's facts, `icebreakers.scheme`). */
export const purposes = [
  'warm-up',
  'learn-names',
  'energize',
  'calm',
  'enter-the-topic',
  'gather-ideas',
  'mix-people',
  'reflect-close',
] as const
export const audiences = [
  'children-0-5-with-adult',
  'children-6-11',
  'teens-12-17',
  'adults',
  'older-adults',
  'intergenerational',
  'families',
  'staff',
  'volunteers',
  'board-stakeholders',
  'language-learners',
  'mixed-public',
] as const
export const settings = [
  'staff-meeting',
  'staff-training',
  'storytime',
  'teen-program',
  'adult-program',
  'book-group',
  'older-adult-program',
  'intergenerational-program',
  'board-meeting',
  'stakeholder-meeting',
  'community-conversation',
  'conversation-circle',
  'volunteer-orientation',
  'outreach',
  'passive-display',
  'online',
  'hybrid',
] as const
export const formats = [
  'question',
  'this-or-that',
  'show-of-hands',
  'pair-share',
  'small-group',
  'round',
  'scale-line',
  'activity',
  'object',
  'drawing',
  'movement',
  'sound-or-music',
  'written-note',
  'chat-poll',
  'wall',
] as const
const answerModes = [
  'spoken',
  'written',
  'drawn',
  'pointing-or-card',
  'gesture',
  'chat',
  'emoji',
  'whispered-to-partner',
  'silent-thinking',
  'host-scribes',
] as const
export const demands = [
  'standing',
  'walking',
  'touch',
  'fine-motor',
  'hearing-in-noise',
  'seeing-detail',
  'reading',
  'writing',
  'fast-recall',
  'memory-of-others',
  'camera-on',
  'device',
  'speaking-to-whole-room',
  'eye-contact',
] as const
export const presumptionTopics = [
  'family',
  'partner',
  'parenthood',
  'home',
  'neighborhood',
  'childhood',
  'hometown-or-national-origin',
  'travel',
  'money',
  'job',
  'schooling',
  'holidays-or-religion',
  'body-or-mobility',
  'senses',
  'health',
  'food-or-alcohol',
  'technology',
  'literacy',
  'spoken-fluency',
  'pop-culture-era',
  'pets',
  'gender',
  'legal-status',
  'free-time',
  'good-memory',
  'library-use',
  'mood-is-good',
  'extroversion',
] as const

/** What a question is about, or the occasion it is made for. */
export const topics = [
  'names',
  'funny',
  'outdoors',
  'weather',
  'spring',
  'summer',
  'fall',
  'winter',
  'holidays',
  'new-year',
  'halloween',
  'summer-reading',
  'national-library-week',
  'banned-books-week',
  'grief',
  'life-wisdom',
  'bridging',
  'coffee-and-conversation',
  'world-cafe',
  'waterfall',
  'staff-day',
  'teen-advisory',
  'new-parents',
  'grandparents',
  'tweens',
  'high-school',
  'craft-night',
  'game-night',
  'homeschool',
  'outreach-van',
  'job-club',
] as const

/** Topics of an occasion: out of it, a question of theirs is odd or hurts, so it is offered only when asked for. */
export const occasions: ReadonlySet<string> = new Set<(typeof topics)[number]>([
  'spring',
  'summer',
  'fall',
  'winter',
  'holidays',
  'new-year',
  'halloween',
  'summer-reading',
  'national-library-week',
  'banned-books-week',
  'grief',
  'staff-day',
  'waterfall',
  'outreach-van',
  'job-club',
  'homeschool',
])

/** Answer modes that ask nobody to speak. */
export const silentModes: readonly string[] = answerModes.filter(
  mode => mode !== 'spoken' && mode !== 'whispered-to-partner',
)

const words = z.string().trim().min(1)
const atMostWords = (limit: number) =>
  words.refine(said => said.split(/\s+/).length <= limit, `at most ${limit} words`)

const icebreakerFields = z.strictObject({
  id: slug.describe('A name for this question; the same id in CONTENT_DIR replaces it.'),
  text: atMostWords(40).describe('The words the host says, at most 40.'),
  chat: z
    .union([atMostWords(30), z.literal(false)])
    .optional()
    .describe(
      'The words that are posted in a channel, where people answer under them with words, an emoji or a reaction. `false`: it cannot be asked there. Left out: the spoken words, where the question needs nothing.',
    ),
  board: atMostWords(25)
    .optional()
    .describe('The words for a board or a table card, where people write or put a dot.'),
  topics: z.array(z.enum(topics)).default([]).describe('What it is about, or the occasion it is made for.'),
  set: z
    .strictObject({ name: words, part: z.int().min(1).max(5) })
    .optional()
    .describe('Questions with the same set name belong together, and are asked in this order.'),
  purpose: z.enum(purposes).describe('What the question is for.'),
  audience: z.array(z.enum(audiences)).min(1).describe('Whom it suits.'),
  age_min: z.int().min(0).describe('The youngest it suits, in years.'),
  age_max: z
    .int()
    .nullable()
    .default(null)
    .describe('The oldest it suits, in years; leave out when there is no limit.'),
  setting: z.array(z.enum(settings)).min(1).describe('Where it works.'),
  group_size: z
    .strictObject({
      min: z.int().min(1),
      max: z.int().nullable().default(null),
      unit: z.enum(['individuals', 'pairs', 'tables-of-4', 'whole-room']),
    })
    .describe('For how many people, and in what groups they answer.'),
  depth: z
    .int()
    .min(1)
    .max(3)
    .describe(
      '1: a preference, nothing private. 2: a small story or view. 3: values, hopes or worries; only when asked for.',
    ),
  minutes: z.strictObject({ min: z.number().min(0.5), max: z.number() }).describe('How long it takes.'),
  prep_minutes: z.number().min(0).default(0).describe('Minutes to prepare.'),
  materials: z.array(words).default([]).describe('What has to be at hand.'),
  cards: z
    .array(z.string().regex(/^[^\p{L}\s]+ \S.*$/u))
    .max(12)
    .optional()
    .describe('Cards to print for it: a sign, a space, and the words under it, such as “🌉 a bridge”.'),
  format: z.array(z.enum(formats)).min(1).describe('How it is run.'),
  answer_modes: z
    .array(z.enum(answerModes))
    .min(2)
    .describe('How people can answer: at least two ways, one of them without speaking.'),
  demands: z.array(z.enum(demands)).default([]).describe('What body or mind must do.'),
  alternatives: z
    .partialRecord(z.enum(demands), words)
    .default({})
    .describe('For each demand, what to offer instead, to everybody.'),
  presumptions: z
    .partialRecord(z.enum(presumptionTopics), z.enum(['mild', 'strong']))
    .default({})
    .describe('What the question takes for granted.'),
  presumption_fix: z.string().default('').describe('Words that soften each mild presumption.'),
  avoid_when: z.array(words).default([]).describe('When to choose another question.'),
  language_level: z
    .enum(['A', 'B', 'C'])
    .describe('A: short everyday words. B: everyday speech. C: abstract.'),
  online_version: words.describe('How to do it online.'),
  pass_line: words.describe('How the host offers a pass.'),
  host_first: words.describe('A short answer the host can give first.'),
  bridge: words.describe('A sentence that links the answers to the purpose of the gathering.'),
  three_considerations: z
    .strictObject({ inclusive: words, age_appropriate: words, presumes: words })
    .describe("The guide's three considerations: wanted are yes, yes, no."),
  source: words.default('original').describe('`original`, or where it was adapted from.'),
  reviewed: z.string().nullable().default(null).describe('Who in a library read it, and when.'),
})

/** The scheme's rules that no single field can hold, as sentences for whoever writes content. */
const rules: readonly [
  broken: (one: z.output<typeof icebreakerFields>) => boolean,
  path: string,
  says: string,
][] = [
  [
    one => one.demands.some(demand => !one.alternatives[demand]),
    'alternatives',
    'each demand needs an alternative',
  ],
  [
    one => !one.answer_modes.some(mode => silentModes.includes(mode)),
    'answer_modes',
    'at least one way to answer without speaking',
  ],
  [
    one => Object.values(one.presumptions).includes('strong'),
    'presumptions',
    'a question with a strong presumption is not offered; reword it',
  ],
  [
    one => Object.keys(one.presumptions).length > 0 && !one.presumption_fix.trim(),
    'presumption_fix',
    'each presumption needs words that soften it',
  ],
  [
    one =>
      one.age_min < 12 &&
      one.depth > 1 &&
      one.audience.some(who => who.startsWith('children') || who === 'families'),
    'depth',
    'children under 12: depth 1 only',
  ],
  [
    one => one.age_max !== null && one.age_max < one.age_min,
    'age_max',
    'the oldest is younger than the youngest',
  ],
  [one => one.minutes.max < one.minutes.min, 'minutes', 'the longest is shorter than the shortest'],
  [
    one => one.group_size.max !== null && one.group_size.max < one.group_size.min,
    'group_size',
    'the largest group is smaller than the smallest',
  ],
  [
    one => one.format.includes('round') && (one.group_size.max ?? Number.POSITIVE_INFINITY) > 12,
    'format',
    'no round above 12 people: use pairs or tables',
  ],
]

/** One icebreaker, as content files hold it. */
export const icebreakerSchema = icebreakerFields.superRefine((one, context) => {
  for (const [broken, path, says] of rules) {
    if (broken(one)) context.addIssue({ code: 'custom', path: [path], message: says })
  }
})

export type Icebreaker = z.output<typeof icebreakerSchema>

/** What somebody has to bring to ask it, in the one word that counts most. */
export type Needs = 'nothing' | 'paper' | 'objects' | 'pictures'

/** What a question needs. Paper is whatever people write on; pictures weigh most, for they take the longest to find. */
export function needsOf({ materials }: Pick<Icebreaker, 'materials'>): Needs {
  const needed = materials.filter(one => !/^optional\b/i.test(one))
  if (needed.length === 0) return 'nothing'
  if (needed.some(one => /\b(picture|photo|image|map|floor plan)s?\b/i.test(one))) return 'pictures'
  return needed.every(one => paper.test(one)) ? 'paper' : 'objects'
}

const paper =
  /\b(paper|papers|pens?|pencils?|crayons?|cards?|notes?|slips?|labels?|strips?|sheets?|sticker|stickers|board|wall|agenda|print|envelopes?|copies)\b/i

/** Where a question comes from that nobody wrote for Hearth: from two colleagues, or from whoever is offered it. */
export const sources = { library: "the library's own", own: 'your own' } as const

/** What the words of a question ask of the body, and what is offered instead to everybody. */
export function demandsOf(text: string): Pick<Icebreaker, 'demands' | 'alternatives'> {
  const asked = bodily.filter(({ says }) => says.test(text))
  return {
    demands: asked.map(one => one.demand),
    alternatives: Object.fromEntries(asked.map(one => [one.demand, one.instead])),
  }
}

const bodily: readonly { demand: (typeof demands)[number]; says: RegExp; instead: string }[] = [
  {
    demand: 'standing',
    says: /\bstand\b|\bline up\b/i,
    instead: 'Stay seated, and say or show where you would stand.',
  },
  {
    demand: 'walking',
    says: /\bwalk\b|\bmove (?:to|around)\b/i,
    instead: 'Stay where you are; others come to you.',
  },
  {
    demand: 'fine-motor',
    says: /\b(?:draw|sketch|fold)\b/i,
    instead: 'Say it, and somebody draws it for you.',
  },
  { demand: 'writing', says: /\bwrite\b/i, instead: 'Say it, and the host writes it down.' },
]

/** The words to post in a channel; undefined where it cannot be asked there. */
export function chatForm(one: Icebreaker): string | undefined {
  if (one.chat === false) return undefined
  return one.chat ?? (needsOf(one) === 'nothing' ? one.text : undefined)
}

/** An icebreaker's considerations, by the guide's own questions and the answer each one wants. */
export const considerations = [
  {
    key: 'inclusive',
    question: 'Is this question inclusive of the experience of all who will gather?',
    hopedFor: 'yes',
  },
  { key: 'age_appropriate', question: 'Is it age appropriate?', hopedFor: 'yes' },
  { key: 'presumes', question: 'Do you presume anything in your question?', hopedFor: 'no' },
] as const

/** Why a consideration was answered so: what stands behind `ok:`. */
export const reasonOf = (said: string): string => said.split(':').slice(1).join(':').trim()

/** A card to print: its sign, and the words under it, which say the same. */
export function cardOf(card: string): { sign: string; words: string } {
  const [sign = '', ...words] = card.split(' ')
  return { sign, words: words.join(' ') }
}
