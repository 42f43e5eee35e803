import type { Call } from '../../core/command.ts'
import { link, type Message, type Rich, text } from '../../core/message.ts'
import {
  answer,
  aside,
  blank,
  items,
  type Paper,
  type PaperPart,
  paragraph,
  section,
} from '../../core/paper.ts'
import { drawPaper, formNamed } from '../../paper/draw.ts'
import { letOthersRun } from '../../paper/let-others-run.ts'
import { authorLine, frontMatter, type Guide, type Reading, type Section } from '../readings/schema.ts'
import { notesOf } from '../walkthrough/note-command.ts'
import { blankParts, filledParts, whichForms } from '../walkthrough/paper.ts'
import type { Run } from '../walkthrough/run/run.ts'
import type { Walkthrough } from '../walkthrough/schema.ts'
import { runsOf } from '../walkthrough/store.ts'

interface GuideContent {
  guide: Guide
  readings: readonly Reading[]
  walkthroughs: readonly Walkthrough[]
}

/** What somebody put into the guide. */
interface Written {
  runs: readonly Run[]
  /** How each of them stands on paper. */
  filled: ReadonlyMap<Run, readonly PaperPart[]>
  notes: readonly { text: string; section?: string }[]
}

const name = 'libraries-as-social-connectors'

/** The whole guide with everything its asker wrote, as files; what is still blank is there too. */
export async function exportedGuide(call: Call, content: GuideContent, form: string): Promise<Message> {
  const asked = formNamed(form)
  const runs = await runsOf(call.library, call.person.id)
  const notes = (await notesOf(call.library, call.person.id)).map(([, one]) => one)
  const written: Written = { runs, filled: await filledIn(call, content, runs), notes }
  return [
    text(
      'Here is the whole guide with your answers and notes (unanswered questions are blank). Your stored data comes as a list and as a data file.',
    ),
    ...(await drawPaper(await inLanguage(call, guidePaper(content, written)), name, asked)),
    ...(asked === undefined ? [whichForms] : []),
  ]
}

/** The whole guide with nothing in it, made for a pen. */
export async function exportedBlankGuide(
  call: Pick<Call, 'translator'>,
  content: GuideContent,
  form: string,
): Promise<Message> {
  return [
    text('Here is the whole guide as a form to fill in, by hand or by typing.'),
    ...(await drawPaper(
      await inLanguage(call, guidePaper(content, undefined)),
      `${name}-blank`,
      formNamed(form),
    )),
    ...(form === '' ? [whichForms] : []),
  ]
}

/** Each walk-through as it stands on paper, made one after another: somebody may have hundreds, and others wait meanwhile. */
async function filledIn(
  { at, person }: Pick<Call, 'at' | 'person'>,
  { walkthroughs }: GuideContent,
  runs: readonly Run[],
): Promise<Written['filled']> {
  const filled = new Map<Run, readonly PaperPart[]>()
  for (const run of runs) {
    const walkthrough = walkthroughs.find(one => one.id === run.walkthrough) ?? vanished(run)
    filled.set(run, filledParts(walkthrough, run, at, 3, person.locale))
    await letOthersRun()
  }
  return filled
}

/** So many parts of a paper are translated at once: some milliseconds of work. */
const slice = 200

/** A paper as its asker reads it. */
async function inLanguage({ translator }: Pick<Call, 'translator'>, paper: Paper): Promise<Paper> {
  if (!translator) return paper
  const parts: PaperPart[] = []
  for (let at = 0; at < paper.parts.length; at += slice) {
    parts.push(...translator.paper({ ...paper, parts: paper.parts.slice(at, at + slice) }).parts)
    await letOthersRun()
  }
  return { ...translator.paper({ ...paper, parts: [] }), parts }
}

function guidePaper(content: GuideContent, written: Written | undefined): Paper {
  const { guide } = content
  return {
    title: guide.title,
    parts: [
      section(1, guide.title),
      ...(guide.subtitle ? [paragraph(guide.subtitle, 'guide')] : []),
      ...(guide.opening ? [paragraph(guide.opening, 'guide')] : []),
      aside(guide.credit),
      ...readingParts(content.readings.filter(one => one.section === frontMatter)),
      ...guide.sections.flatMap(one => sectionParts(one, content, written)),
      ...(written ? looseParts(content, written) : []),
    ],
  }
}

function sectionParts(
  part: Section,
  { readings, walkthroughs }: GuideContent,
  written: Written | undefined,
): PaperPart[] {
  const own = walkthroughs.filter(one => one.section === part.id)
  const texts = readings.filter(one => one.section === part.id)
  const notes = written?.notes.filter(note => note.section === part.id) ?? []
  return [
    section(2, part.title, { number: part.order, origin: 'guide', newPage: true }),
    ...(part.intro ? [paragraph(part.intro, 'guide')] : []),
    ...(texts.length > 0 ? [section(3, 'Reading'), ...readingParts(texts)] : []),
    section(3, 'Take action'),
    ...part.actions.flatMap(({ text: words, list }) => [
      paragraph(words, 'guide'),
      ...(list ? [paragraph(list.title, 'guide'), items(list.items, 'guide')] : []),
    ]),
    ...own.flatMap(walkthrough => filledOrBlank(walkthrough, written)),
    ...(own.length === 0 ? part.questions.flatMap(one => [paragraph(one.text, 'guide'), blank(2)]) : []),
    ...notesUnder(3, notes),
  ]
}

function filledOrBlank(walkthrough: Walkthrough, written: Written | undefined): PaperPart[] {
  const mine = written?.runs.filter(run => run.walkthrough === walkthrough.id) ?? []
  if (!written || mine.length === 0) return blankParts(walkthrough, 3)
  return mine.flatMap(run => written.filled.get(run) ?? [])
}

/** What belongs to nothing that the guide holds today. */
function looseParts({ guide, walkthroughs }: GuideContent, { runs, filled, notes }: Written): PaperPart[] {
  const known = new Set(guide.sections.map(one => one.id))
  const lost = runs.filter(run => !walkthroughs.some(one => one.id === run.walkthrough))
  return [
    ...(lost.length > 0
      ? [
          section(2, 'From walk-throughs that are no longer offered'),
          ...lost.flatMap(run => filled.get(run) ?? []),
        ]
      : []),
    ...notesUnder(
      2,
      notes.filter(note => !note.section || !known.has(note.section)),
    ),
  ]
}

const notesUnder = (level: number, notes: readonly { text: string }[]): PaperPart[] =>
  notes.length > 0 ? [section(level, 'Notes'), ...notes.map(note => answer(note.text))] : []

/** Readings, each group under the heading that the guide puts it under. */
function readingParts(all: readonly Reading[]): PaperPart[] {
  const groups: { under: string; readings: Reading[] }[] = []
  for (const one of all) {
    const last = groups.at(-1)
    if (last && last.under === (one.under ?? '')) last.readings.push(one)
    else groups.push({ under: one.under ?? '', readings: [one] })
  }
  return groups.flatMap(({ under, readings }) => [
    ...(under ? [section(4, under, { origin: 'guide' })] : []),
    items(readings.map(readingLine)),
  ])
}

/** A stand-in's address stands under its own name. */
function readingLine(one: Reading): Rich {
  const { url, label = url, stands_in } = one.link
  const by = authorLine(one)
  return [
    stands_in ? one.title : link(one.title, url),
    by ? `, ${by}` : '',
    ...(stands_in ? [' (near it: ', link(label, url), ')'] : []),
  ]
}

/** A walk-through that the content does not hold any more: its answers stand as earlier questions. */
const vanished = (run: Run): Walkthrough => ({
  id: run.walkthrough,
  command: run.walkthrough,
  title: 'A walk-through that is no longer offered',
  section: '',
  summary: '',
  run_name_hint: '',
  keywords: [],
  steps: [],
  closing: '',
})
