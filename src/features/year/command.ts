import type { Call, Command } from '../../core/command.ts'
import { privateReply } from '../../core/effect.ts'
import {
  type Block,
  button,
  buttons,
  chart,
  heading,
  type Message,
  oneFold,
  quiet,
  secondary,
  text,
} from '../../core/message.ts'
import { aside, type PaperPart, paragraph, section } from '../../core/paper.ts'
import { librarySettings, theLibrary } from '../../core/records/library-settings.ts'
import { effectivePreferencesOf } from '../../core/schedule/preferences.ts'
import { dateInWords } from '../../core/time/in-words.ts'
import { dateIn } from '../../core/time/recurrence.ts'
import { UserError } from '../../core/user-error.ts'
import { drawPaper, formNamed } from '../../paper/draw.ts'
import { decks } from '../icebreaker/catalog.ts'
import { shelves } from '../readings/shelf.ts'
import { runs } from '../walkthrough/store.ts'
import { countYear, type Year, type YearAsked } from './count.ts'

type Chart = Extract<Block, { type: 'chart' }>

/** `year`: what the library did in a year, in numbers without names; to be shown, printed or sent to a board. */
export function yearCommand(): Command {
  return {
    name: 'year',
    typedOnly: true,
    summary:
      'Your library’s year in numbers, without names: gatherings, icebreakers, plans, roadblocks, readings',
    hint: '[2026 | export]',
    keywords: ['year', 'numbers', 'statistics', 'report', 'director', 'board', 'chart', 'annual'],
    examples: [
      ['hearth year', 'shows this year’s numbers, as charts where charts can be shown'],
      ['hearth year 2025', 'shows those of another year'],
      ['hearth year export', 'gives them for Word, to print, and as Markdown'],
    ],
    phrases: { 'our year': '', "our library's year": '', "the library's year": '' },
    isItsWords: rest => words.test(rest.trim()),
    isCertain: (_, rest) => words.test(rest.trim()),
    async run(call) {
      const [, year, action, form = ''] = words.exec(call.rest.trim()) ?? []
      if (call.rest.trim() !== '' && !words.test(call.rest.trim()))
        throw new UserError('I know “hearth year”, “hearth year 2025” and “hearth year export”.')
      if ((await call.library.get(librarySettings, theLibrary))?.year === 'off')
        throw new UserError(
          'Your library has turned its year in numbers off. “hearth settings year on” turns it on again, for those who may.',
        )
      const asked = await yearAsked(call, year)
      const all = chartsOf(await yearOf(call, asked))
      return [privateReply(action ? await exported(call, asked, all, form) : yearCard(asked, all))]
    },
  }
}

const words = /^(?:(\d{4}))?\s*(?:(export|as a file|print)(?:\s+(.+))?)?$/i

async function yearAsked(call: Call, typed: string | undefined): Promise<YearAsked> {
  const { zone: tz } = await effectivePreferencesOf(call)
  const today = dateIn(tz, call.at)
  const year = typed === undefined ? Number(today.slice(0, 4)) : Number(typed)
  if (year > Number(today.slice(0, 4)))
    throw new UserError(`${year} has not begun yet. “hearth year” shows the year as it is so far.`)
  return { year, today, tz }
}

async function yearOf({ library }: Call, asked: YearAsked): Promise<Year> {
  const [walks, rooms, shelf] = await Promise.all([
    library.list(runs),
    library.list(decks),
    library.list(shelves),
  ])
  return countYear(
    {
      runs: walks.map(([, run]) => run),
      decks: rooms.map(([, deck]) => deck),
      read: shelf.map(([id, one]) => [id, one.done]),
    },
    asked,
  )
}

function chartsOf(year: Year): Chart[] {
  return [
    chart('In all', ['What', 'How many'], year.inAll),
    chart('Gatherings planned, by month', ['Month', 'Gatherings'], year.planned),
    chart('Gatherings held, by month', ['Month', 'Gatherings'], year.held),
    chart('Gatherings by audience', ['Audience', 'Gatherings'], year.byAudience),
    chart('Roadblocks by kind', ['Kind', 'Times'], year.roadblocks),
  ].filter(({ bars }, at) => at === 0 || isTold(bars))
}

const isTold = (bars: Chart['bars']): boolean => bars.some(one => one.value !== undefined)

const titleOf = ({ year }: YearAsked): string => `Your library’s year ${year}`

const howCounted =
  'Counted from what is stored already, without names. At least three people stand behind each number, and it grows only when three more do: so nobody can tell from two numbers, or from two days, what one or two people did. A gathering counts in the month of its date, or else in which it was begun, and is held once its date is past; for whom it is, is read from its name, its why and who invites. Everybody in the library sees the same.'

/** A deck and a shelf keep no day: what they hold is of all years, and cannot be told by month. */
const withoutDays =
  'Icebreakers and readings are stored without their day. So these two are counted over all years, in whole threes, and not by month.'

function yearCard(asked: YearAsked, all: readonly Chart[]): Message {
  const { year, today } = asked
  const isAny = all.some(one => isTold(one.bars))
  return [
    heading(titleOf(asked)),
    text(
      today.startsWith(`${year}-`)
        ? `So far, up to ${dateInWords(today, today)}. No names, and at least three people behind each number.`
        : 'No names, and at least three people behind each number.',
    ),
    ...(isAny ? all.slice(0, 1) : [text('There is not enough yet to tell.')]),
    ...oneFold(
      ['By month and kind', isAny ? all.slice(1) : []],
      ['How this is counted', [quiet(howCounted), quiet(withoutDays)]],
    ),
    buttons(
      button('As files', `year ${year} export`, 'primary'),
      button(`The year ${year - 1}`, `year ${year - 1}`),
      secondary(button('Turn this off for the library', 'settings year off')),
    ),
  ]
}

function exported(
  { translator }: Pick<Call, 'translator'>,
  asked: YearAsked,
  all: readonly Chart[],
  form: string,
): Promise<Message> {
  const parts: PaperPart[] = [
    section(1, titleOf(asked)),
    aside(`As of ${dateInWords(asked.today)}.`),
    paragraph(howCounted),
    paragraph(withoutDays),
    ...all.flatMap(one => [section(2, one.label), one]),
  ]
  const paper = { title: titleOf(asked), parts }
  return drawPaper(translator?.paper(paper) ?? paper, `library-year-${asked.year}`, formNamed(form)).then(
    files => [
      text(`Here is ${titleOf(asked).replace(/^Your/, 'your')}, for a director or a board.`),
      ...files,
    ],
  )
}
