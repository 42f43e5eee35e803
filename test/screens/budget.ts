import type { Platform } from './screen.ts'

/** How much a screen shows: words that are read, what can be pressed or filled in, and how tall it is. */
export interface Size {
  words: number
  controls: number
  /** Pixels at 446 wide; in the terminal, lines at 80 columns. */
  height: number
  /** Pixels that stand out at the side. */
  sideways: number
}

/** What a screen may have, and who says so. */
interface Budget extends Partial<Size> {
  platforms: readonly Platform[]
  /** The names of the screens it is for; left out: all. */
  screens?: RegExp
  /** It is for screens that have a field to fill in. */
  withField?: true
  source: string
}

const windows: readonly Platform[] = ['Slack', 'Teams', 'Browser']

/** One table for all: a later row that is meant for a screen takes the place of an earlier one, in what it names. */
const budgets: readonly Budget[] = [
  {
    platforms: [...windows, 'Terminal'],
    sideways: 0,
    source: 'What stands out at the side is not seen',
  },
  {
    platforms: windows,
    words: 75,
    controls: 4,
    height: 360,
    source: 'Rule 2 of the design: a message has 75 words, 4 visible controls, and 360 pixels at 446 wide',
  },
  {
    platforms: ['Browser'],
    height: 411,
    source: 'The same at the size of the page’s type: 360 pixels × 16 ÷ 14',
  },
  {
    platforms: ['Terminal'],
    height: 14,
    source: 'Rule 2: 14 lines at 80 columns; a window of 24 lines has what was typed beside it',
  },
  {
    platforms: windows,
    withField: true,
    controls: 5,
    source: 'The target for a question: the field, then Save and continue, Skip, Hints, and ⋯',
  },
  {
    platforms: windows,
    screens: /^(Welcome, |Hello, )/,
    words: 80,
    controls: 6,
    height: 500,
    source: 'The target for home: 80 words before the guide, what waits first, 500 pixels',
  },
  {
    platforms: windows,
    screens: /^What I can do/,
    controls: 7,
    source: 'The target for help: six things one can do, each a button; the rest by search',
  },
  {
    platforms: windows,
    screens: /^Readings: /,
    controls: 5,
    source: 'The target for readings: title as link, one line, one ⋯ each; at most five stops',
  },
  {
    platforms: ['Teams'],
    screens: /^An icebreaker/,
    controls: 4,
    height: 330,
    source: 'The target for an icebreaker: 75 words, 3 buttons and ⋯, 330 pixels',
  },
]

/** What a screen may have. */
export function budgetOf(platform: Platform, name: string, hasField: boolean): Partial<Size> {
  const mine = budgets.filter(
    one =>
      one.platforms.includes(platform) &&
      (one.screens ?? /^/).test(name) &&
      (hasField || one.withField === undefined),
  )
  return Object.assign(
    {},
    ...mine.map(({ platforms: _, screens: __, withField: ___, source: ____, ...most }) => most),
  )
}

/** In what a screen is over its budget: `93 words of 75`. */
export const excess = (platform: Platform, size: Size, most: Partial<Size>): string[] =>
  (['words', 'controls', 'height', 'sideways'] as const).flatMap(what => {
    const limit = most[what] ?? Number.POSITIVE_INFINITY
    return size[what] > limit ? [`${size[what]} ${unitOf(platform, what)}, ${limit} at most`] : []
  })

function unitOf(platform: Platform, what: keyof Size): string {
  if (what === 'height') return platform === 'Terminal' ? 'lines' : 'pixels high'
  return what === 'sideways' ? 'pixels out at the side' : what
}
