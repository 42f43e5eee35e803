import type { Call } from '../../core/command.ts'
import { type Message, quiet, text } from '../../core/message.ts'
import {
  answer,
  aside,
  blank,
  box,
  boxes,
  grid,
  type Paper,
  type PaperPart,
  paragraph,
  section,
} from '../../core/paper.ts'
import type { HeldVersion } from '../../core/records/held-versions.ts'
import { linesOfPart } from '../../core/records/held-versions-text.ts'
import { clip } from '../../core/text.ts'
import { dateInWords, dayOf } from '../../core/time/in-words.ts'
import type { Translator } from '../../core/translation/translator.ts'
import { drawPaper, formNamed } from '../../paper/draw.ts'
import { isChoice, readingBeside } from './cards.ts'
import { composed } from './run/compose.ts'
import { runDateInWords } from './run/dates.ts'
import type { Entry } from './run/entry.ts'
import { chosenIn } from './run/options.ts'
import { answerTo, earlier, entriesOf, type Run } from './run/run.ts'
import { planOf } from './run/run-plan.ts'
import { choosing, planId, type Step, type Walkthrough } from './schema.ts'
import { shortDayOf } from './suggested-answers.ts'
import { statusOf } from './summary-cards.ts'

/** The filled-in walk-through as files; `form`: the one that somebody asks for. */
export async function exported(
  walkthrough: Walkthrough,
  run: Run,
  { at, person, translator }: Pick<Call, 'at' | 'person' | 'translator'>,
  replaced: readonly HeldVersion[],
  form: string,
): Promise<Message> {
  const paper: Paper = {
    title: run.name,
    parts: [...filledParts(walkthrough, run, at, 1, person.locale), ...replacedParts(replaced)],
  }
  return [
    text(
      formNamed(form) === 'page'
        ? `Here is “${run.name}” as a page. Open it in your browser, and print it from there.`
        : `Here is “${run.name}” with all its answers, to print, to keep or to send.`,
    ),
    ...(await drawPaper(translator?.paper(paper) ?? paper, fileName(run.name), formNamed(form))),
    ...(form === '' ? [whichForms] : []),
  ]
}

/** The walk-through with nothing in it, made for a pen. */
export async function exportedBlank(
  walkthrough: Walkthrough,
  form: string,
  translator?: Translator,
): Promise<Message> {
  const paper: Paper = { title: walkthrough.title, parts: blankParts(walkthrough) }
  return [
    text(
      formNamed(form) === 'page'
        ? `Here is “${walkthrough.title}” as a form to fill in by hand. Open it in your browser, and print it from there.`
        : `Here is “${walkthrough.title}” as a form to fill in, by hand or by typing.`,
    ),
    ...(await drawPaper(
      translator?.paper(paper) ?? paper,
      `${fileName(walkthrough.title)}-blank`,
      formNamed(form),
    )),
    ...(form === '' ? [whichForms] : []),
  ]
}

/** Said beside files that come in all forms. */
export const whichForms = quiet(
  'The .docx is for Word, the .html page is for printing from the browser, the .md is plain Markdown.',
)

/** A run, its title at this level of headings. Answers stand letter for letter. */
export function filledParts(
  walkthrough: Walkthrough,
  run: Run,
  at: number,
  level = 1,
  locale?: string,
): PaperPart[] {
  const talk = talkParts(walkthrough, run, level + 1)
  const isTalk = talk.length > 0
  return [
    section(level, run.name, isTalk && level > 1 ? { newPage: true } : {}),
    aside(`${walkthrough.title}. Owner: ${run.owner.name}, as of ${dayOf(at, locale)}.`),
    ...(run.date ? [aside(`When: ${runDateInWords(run.date, undefined, locale)}`)] : []),
    ...talk,
    ...checklistParts(walkthrough, step => statusOf(run, step) === 'ready'),
    ...walkthrough.steps.flatMap((step, place) => [
      question(step, place, level + 1, isTalk && place === 0),
      ...entriesOf(run, step.id).map(one =>
        said(one, readingBeside(step, one), locale, isChoice(step, one.text)),
      ),
      ...caveats(run, step),
      ...silence(run, step),
    ]),
    ...planParts(run, level + 1, locale),
    ...earlierParts(walkthrough, run, level + 1),
    ...(run.notes.length > 0
      ? [section(level + 1, 'Notes'), ...run.notes.map(one => said(one, '', locale))]
      : []),
  ]
}

/** The same with room to write in place of answers; in the guide, each is a form of its own, on pages of its own. */
export function blankParts(walkthrough: Walkthrough, level = 1): PaperPart[] {
  return [
    section(level, walkthrough.title, level > 1 ? { newPage: true } : {}),
    ...(walkthrough.intro ? [paragraph(walkthrough.intro, 'hearth')] : []),
    ...checklistParts(walkthrough, () => false),
    ...walkthrough.steps.flatMap((step, place) => [
      question(step, place, level + 1, false),
      ...(step.note ? [aside(step.note)] : []),
      ...toChoose(step),
      blank(room[step.input]),
    ]),
    ...(walkthrough.id === planId ? blankSteps(level + 1) : []),
  ]
}

/** Rows to write into: what, who, by when. */
const blankSteps = (level: number): PaperPart[] => [
  section(level, 'Steps'),
  grid(
    'Who does what, by when',
    stepColumns,
    Array.from({ length: 6 }, () => [box(false), '', '', '', '']),
  ),
]

const question = (step: Step, place: number, level: number, newPage: boolean): PaperPart =>
  section(level, step.question, {
    number: place + 1,
    origin: step.quoted ? 'guide' : 'hearth',
    ...(newPage && { newPage }),
  })

/** How many lines an answer is given. */
const room: Readonly<Record<Step['input'], number>> = {
  open: 5,
  'yes-no-how': 3,
  one: 2,
  several: 2,
  people: 2,
  date: 1,
}

function toChoose(step: Step): PaperPart[] {
  if (step.input === 'yes-no-how') return [boxes(['Yes', 'Not yet'])]
  return choosing(step.input) && step.options.length > 0 ? [boxes(step.options.map(one => one.label))] : []
}

/** What can be ticked, on one page: where questions ask whether something is so. */
function checklistParts({ title, steps }: Walkthrough, isReady: (step: Step) => boolean): PaperPart[] {
  if (!steps.some(step => step.input === 'yes-no-how')) return []
  return [
    grid(
      title,
      ['Ready', 'Question'],
      steps.map((step, place) => [box(isReady(step)), `${place + 1}. ${step.question}`]),
    ),
  ]
}

/** What is read out stands first, on a page of its own. What its speaker alone should know is for the screen: a page is handed on. */
function talkParts(walkthrough: Walkthrough, run: Run, level: number): PaperPart[] {
  const made = composed(walkthrough, run)
  if (!made) return []
  return [section(level, made.title), ...made.paragraphs.map(one => paragraph(one))]
}

/** What a plan holds beside its answers. */
function planParts(run: Run, level: number, locale: string | undefined): PaperPart[] {
  const { steps, stuck = [], reflection } = planOf(run)
  return [
    ...(steps.length > 0
      ? [
          section(level, 'Steps'),
          grid(
            'Who does what, by when',
            stepColumns,
            steps.map(({ what, who = '', by, done }) => [
              box(done !== undefined),
              what,
              who,
              by ? dateInWords(by, undefined, locale) : '',
              done ? `${done.by.name}, ${shortDayOf(done.at, locale)}` : '',
            ]),
          ),
        ]
      : []),
    ...(stuck.length > 0 ? [section(level, 'Roadblocks met'), ...stuck.map(one => said(one, ''))] : []),
    ...(reflection ? [section(level, 'Looking back'), said(reflection, '')] : []),
  ]
}

/** The columns of a plan's steps. */
const stepColumns = ['Done', 'What', 'Who', 'By', 'Done by'] as const

function earlierParts(walkthrough: Walkthrough, run: Run, level: number): PaperPart[] {
  const all = earlier(walkthrough, run)
  if (all.length === 0) return []
  return [
    section(level, 'Earlier questions'),
    ...all.flatMap(one => [section(level + 1, one.question), ...one.entries.map(entry => said(entry, ''))]),
  ]
}

/** What keeps a figure from being read for more than it says. What to look up before it is printed is said on the screen. */
function caveats(run: Run, step: Step): PaperPart[] {
  const chosen = entriesOf(run, step.id).flatMap(one => chosenIn(one.text, step.options))
  return [...new Set(chosen.flatMap(one => one.keep_in_mind ?? []))].map(one => aside(`Keep in mind: ${one}`))
}

function silence(run: Run, step: Step): PaperPart[] {
  const given = answerTo(run, step.id)
  if (given?.disposition === 'parked') return [aside('Parked.')]
  if (given?.disposition === 'skipped') return [aside('Skipped.')]
  return given && given.entries.length > 0 ? [] : [aside('No answer yet.'), blank(2)]
}

function said(entry: Entry, beside: string, locale?: string, isOurs = false): PaperPart {
  const about = [entry.by.name, shortDayOf(entry.at, locale), entry.from].filter(Boolean).join(', ')
  return answer(entry.text, `${about}${beside}`, isOurs)
}

/** What was replaced or removed since it is held for records. */
function replacedParts(versions: readonly HeldVersion[]): PaperPart[] {
  if (versions.length === 0) return []
  return [
    section(2, 'Replaced or removed while it was held'),
    ...versions.flatMap(({ at, parts }) => [
      section(3, dayOf(at)),
      ...parts.map(part => answer(linesOfPart(part), part.path)),
    ]),
  ]
}

/** A name as that of a file, without what no file may be called. */
export function fileName(name: string): string {
  const plain = lettersOf(name)
  return onlyOnWindows.test(plain) ? `${plain}-file` : plain
}

/** What Windows keeps for its own devices, whatever the ending. */
const onlyOnWindows = /^(?:con|prn|aux|nul|(?:com|lpt)[0-9¹²³])$/

const lettersOf = (name: string): string =>
  clip(
    name
      .toLowerCase()
      .normalize('NFC')
      .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
      .replace(/^-+|-+$/g, ''),
    60,
    '',
  ) || 'walk-through'
