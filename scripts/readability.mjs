// Prints the twenty hardest of what Hearth says and of the readings' summaries, by the years of school they take: `npm run readability`.
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { loadContent } from '../dist/src/content/load.js'
import { gradeOf } from '../dist/src/content/readability.js'
import { sentencesInCode } from './sentences.mjs'

const most = 20
const wanted = 9
const root = fileURLToPath(new URL('..', import.meta.url))
const content = loadContent(join(root, 'content'))

const summaries = content.readings.map(one => [`readings, ${one.id}`, one.summary])
const walkthroughs = content.walkthroughs.flatMap(one => [
  [`${one.id}, summary`, one.summary],
  [`${one.id}, intro`, one.intro ?? ''],
  [`${one.id}, closing`, one.closing],
  ...one.steps.flatMap(step => [
    [`${one.id}, ${step.id}, why`, step.why],
    [`${one.id}, ${step.id}, note`, step.note ?? ''],
    ...step.nudges.map(nudge => [`${one.id}, ${step.id}, nudge`, nudge]),
  ]),
])
const sections = content.guide.sections.map(one => [`guide, ${one.id}`, one.summary])
const icebreakers = content.icebreakers.map(one => [`icebreakers, ${one.id}`, one.text])
// A reply to whoever writes in another language is in that language: these years of school are of English.
const replies = content.language
  .filter(({ id }) => !/-[a-z]{2}$/.test(id))
  .flatMap(one => one.reply.map(said => [`language, ${one.id}`, said]))
const inCode = sentencesInCode(root).map(({ part, sentence }) => [
  `code, ${part}`,
  sentence.replace(/\{\w*#?\}/g, 'one'),
])

print('Summaries of readings', summaries)
print('What Hearth says', [...walkthroughs, ...sections, ...icebreakers, ...replies, ...inCode])

function print(title, all) {
  const graded = all
    .filter(([, said]) => said.split(' ').length > 5)
    .map(([where, said]) => ({ where, said, grade: gradeOf(said) }))
    .sort((a, b) => b.grade - a.grade)
  const above = graded.filter(({ grade }) => grade > wanted).length
  console.log(
    `${title}: ${above} of ${graded.length} are harder than grade ${wanted}. The hardest ${Math.min(most, graded.length)}:`,
  )
  for (const { where, said, grade } of graded.slice(0, most))
    console.log(`  ${grade.toFixed(1)}  ${where}: ${said}`)
}
