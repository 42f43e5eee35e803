import { file, type Message, plain, text } from '../../core/message.ts'
import type { HeldVersion } from '../../core/records/held-versions.ts'
import { fenced, partInWords } from '../../core/records/held-versions-text.ts'
import { markdownLine } from '../../core/text.ts'
import { dayOf } from '../../core/time/in-words.ts'
import { readingBeside } from './cards.ts'
import type { Entry } from './run/entry.ts'
import { composed } from './run/options.ts'
import type { PlanStep } from './run/plan.ts'
import { stepLine } from './run/plan-view.ts'
import { answerTo, earlier, entriesOf, type Run } from './run/run.ts'
import { planOf } from './run/run-plan.ts'
import type { Walkthrough } from './schema.ts'
import { shortDayOf } from './suggested-answers.ts'

/** The filled-in walk-through as a file. */
export const exported = (
  walkthrough: Walkthrough,
  run: Run,
  at: number,
  replaced: readonly HeldVersion[],
): Message => [
  text(`Here is “${run.name}” with all its answers, to print, to keep or to send.`),
  file(`${fileName(run.name)}.md`, `${markdown(walkthrough, run, at, 1)}${replacedParts(replaced)}`),
]

/** What was replaced or removed since it is held for records. */
const replacedParts = (versions: readonly HeldVersion[]): string =>
  versions.length === 0
    ? ''
    : `\n${['## Replaced or removed while it was held', ...versions.flatMap(({ at, parts }) => [`**${dayOf(at)}**`, ...parts.map(partInWords)])].join('\n\n')}\n`

/** A run as Markdown with real headings, beginning at this level. Answers stand letter for letter. */
export function markdown(walkthrough: Walkthrough, run: Run, at: number, level: number): string {
  const mark = (deeper: number) => '#'.repeat(Math.min(6, level + deeper))
  const parts = [
    `${mark(0)} ${markdownLine(run.name)}`,
    `${walkthrough.title}. Looked after by ${markdownLine(run.owner.name)}, as of ${dayOf(at)}.`,
    ...walkthrough.steps.flatMap((step, place) => [
      `${mark(1)} ${place + 1}. ${step.question}`,
      ...entriesOf(run, step.id).map(one => said(one, readingBeside(step, one))),
      ...silence(run, step.id),
    ]),
    ...composedParts(walkthrough, run, mark(1)),
    ...planParts(run, mark(1)),
    ...earlierParts(walkthrough, run, mark(1)),
    ...(run.notes.length > 0 ? [`${mark(1)} Notes`, ...run.notes.map(one => said(one, ''))] : []),
  ]
  return `${parts.join('\n\n')}\n`
}

function composedParts(walkthrough: Walkthrough, run: Run, mark: string): string[] {
  const made = composed(walkthrough, run)
  return made ? [`${mark} ${made.title}`, ...made.paragraphs.map(fenced)] : []
}

/** What a plan holds beside its answers. */
function planParts(run: Run, mark: string): string[] {
  const { steps, stuck = [], reflection } = planOf(run)
  return [
    ...(steps.length > 0 ? [`${mark} Steps`, steps.map(stepItem).join('\n')] : []),
    ...(stuck.length > 0 ? [`${mark} Roadblocks met`, ...stuck.map(one => said(one, ''))] : []),
    ...(reflection ? [`${mark} Looking back`, said(reflection, '')] : []),
  ]
}

const stepItem = (step: PlanStep, at: number): string =>
  `${at + 1}. [${step.done ? 'x' : ' '}] ${markdownLine(plain(stepLine(step)))}`

function earlierParts(walkthrough: Walkthrough, run: Run, mark: string): string[] {
  const all = earlier(walkthrough, run)
  if (all.length === 0) return []
  return [
    `${mark} Earlier questions`,
    ...all.flatMap(one => [`**${one.question}**`, ...one.entries.map(entry => said(entry, ''))]),
  ]
}

function silence(run: Run, step: string): string[] {
  const given = answerTo(run, step)
  if (given?.disposition === 'parked') return ['*Parked.*']
  if (given?.disposition === 'skipped') return ['*Skipped.*']
  return given && given.entries.length > 0 ? [] : ['*No answer yet.*']
}

function said(entry: Entry, beside: string): string {
  const about = [entry.by.name, shortDayOf(entry.at), entry.from]
    .filter(Boolean)
    .map(one => markdownLine(one ?? ''))
  return `${fenced(entry.text)}\n\n*${about.join(', ')}${beside}*`
}

const fileName = (name: string): string =>
  name
    .toLowerCase()
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60) || 'walk-through'
