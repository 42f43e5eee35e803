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
  notes: readonly { text: string; section?: string }[]
  at: number
  /** How its reader's part of the world writes days. */
  locale: string | undefined
}

const name = 'libraries-as-social-connectors'

/** The whole guide with everything its asker wrote, as files; what is still blank is there too. */
export async function exportedGuide(call: Call, content: GuideContent, form: string): Promise<Message> {
  const asked = formNamed(form)
  const written: Written = {
    runs: await runsOf(call.library, call.person.id),
    notes: (await notesOf(call.library, call.person.id)).map(([, one]) => one),
    at: call.at,
    locale: call.person.locale,
  }
  return [
    text(
      'Here is the whole guide with your answers and notes (unanswered questions are blank). Your stored data comes as a list and as a data file.',
    ),
    ...(await drawPaper(inLanguage(call, guidePaper(content, written)), name, asked)),
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
    ...(await drawPaper(inLanguage(call, guidePaper(content, undefined)), `${name}-blank`, formNamed(form))),
    ...(form === '' ? [whichForms] : []),
  ]
}

/** A paper as its asker reads it. */
const inLanguage = ({ translator }: Pick<Call, 'translator'>, paper: Paper): Paper =>
  translator?.paper(paper) ?? paper

function guidePaper(content: GuideContent, written: Written | undefined) {
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
  return mine.flatMap(run => filledParts(walkthrough, run, written.at, 3, written.locale))
}

/** What belongs to nothing that the guide holds today. */
function looseParts(
  { guide, walkthroughs }: GuideContent,
  { runs, notes, at, locale }: Written,
): PaperPart[] {
  const known = new Set(guide.sections.map(one => one.id))
  const lost = runs.filter(run => !walkthroughs.some(one => one.id === run.walkthrough))
  return [
    ...(lost.length > 0
      ? [
          section(2, 'From walk-throughs that are no longer offered'),
          ...lost.flatMap(run => filledParts(vanished(run), run, at, 3, locale)),
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
