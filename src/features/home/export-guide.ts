import type { Call } from '../../core/command.ts'
import { file, type Message, text } from '../../core/message.ts'
import { fenced } from '../../core/records/held-versions-text.ts'
import { authorLine, type Guide, type Reading, type Section } from '../readings/schema.ts'
import { markdown } from '../walkthrough/export.ts'
import { notesOf } from '../walkthrough/note-command.ts'
import type { Run } from '../walkthrough/run/run.ts'
import type { Walkthrough } from '../walkthrough/schema.ts'
import { runsOf } from '../walkthrough/store.ts'

interface ExportedContent {
  guide: Guide
  readings: readonly Reading[]
  walkthroughs: readonly Walkthrough[]
}

/** The whole guide with everything its asker wrote, as one Markdown file; what is still blank is there too. */
export async function exportedGuide(call: Call, content: ExportedContent): Promise<Message> {
  const runs = await runsOf(call.library, call.person.id)
  const notes = (await notesOf(call.library, call.person.id)).map(([, one]) => one)
  const { guide } = content
  const known = new Set(guide.sections.map(section => section.id))
  const lost = runs.filter(run => !content.walkthroughs.some(one => one.id === run.walkthrough))
  const loose = notes.filter(note => !note.section || !known.has(note.section))
  const words = [
    `# ${guide.title}`,
    `*${guide.credit}*`,
    ...guide.sections.flatMap(section =>
      sectionParts(
        section,
        runs,
        notes.filter(note => note.section === section.id),
        call.at,
        content,
      ),
    ),
    ...(lost.length > 0
      ? [
          '## From walk-throughs that are no longer offered',
          ...lost.map(run => markdown(vanished(run), run, call.at, 3).trimEnd()),
        ]
      : []),
    ...(loose.length > 0 ? ['## Notes', ...loose.map(note => fenced(note.text))] : []),
  ]
  return [
    text(
      'Here is the whole guide with your answers and notes (what you have not looked at yet stands in it as blank questions), and all that I keep about you: once to read, once as data.',
    ),
    file('libraries-as-social-connectors.md', `${words.join('\n\n')}\n`),
  ]
}

function sectionParts(
  section: Section,
  runs: readonly Run[],
  notes: readonly { text: string }[],
  at: number,
  { readings, walkthroughs }: ExportedContent,
): string[] {
  const own = walkthroughs.filter(one => one.section === section.id)
  const texts = readings.filter(one => one.section === section.id)
  return [
    `## ${section.order}. ${section.title}`,
    ...(texts.length > 0 ? ['### Reading', texts.map(readingLine).join('\n')] : []),
    '### Take action',
    section.actions.map(action => `- ${action.text}`).join('\n'),
    ...own.flatMap(walkthrough => filledOrBlank(walkthrough, runs, at)),
    ...(own.length === 0 ? section.questions.map(question => `- ${question.text}`) : []),
    ...(notes.length > 0 ? ['### Notes', ...notes.map(note => fenced(note.text))] : []),
  ]
}

function filledOrBlank(walkthrough: Walkthrough, runs: readonly Run[], at: number): string[] {
  const mine = runs.filter(run => run.walkthrough === walkthrough.id)
  if (mine.length > 0) return mine.map(run => markdown(walkthrough, run, at, 3).trimEnd())
  return [
    `### ${walkthrough.title}`,
    ...walkthrough.steps.flatMap((step, place) => [
      `#### ${place + 1}. ${step.question}`,
      '*No answer yet.*',
    ]),
  ]
}

/** A stand-in's address stands under its own name. */
function readingLine(one: Reading): string {
  const near = one.link.stands_in ? ` (near it: [${one.link.label ?? one.link.url}](${one.link.url}))` : ''
  const title = one.link.stands_in ? one.title : `[${one.title}](${one.link.url})`
  return `- ${[title, authorLine(one)].filter(Boolean).join(', ')}${near}`
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
