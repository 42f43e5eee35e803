// Prints the twenty hardest of what Hearth says and of the readings' summaries, by the years of school they take: `npm run readability`.
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { loadContent } from '../dist/src/content/load.js'
import { gradeOf } from '../dist/src/content/readability.js'

const most = 20
const wanted = 9
const root = new URL('../', import.meta.url)
const content = loadContent(fileURLToPath(new URL('content', root)))

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
const replies = content.language.flatMap(one => one.reply.map(said => [`language, ${one.id}`, said]))

print('Summaries of readings', summaries)
print('What Hearth says', [
  ...walkthroughs,
  ...sections,
  ...icebreakers,
  ...replies,
  ...sentencesIn('src/features'),
])

/** Sentences that stand in the code of a folder: a text in quotes that begins like one and ends like one. */
function sentencesIn(folder) {
  return readdirSync(new URL(folder, root), { recursive: true })
    .filter(name => name.endsWith('.ts'))
    .flatMap(name => {
      const code = readFileSync(new URL(`${folder}/${name}`, root), 'utf8')
      const found = [...code.matchAll(/(?<![\\w])(['`])([A-Z“](?:(?!\1)[^\\\n]){30,}?[.?!])\1/g)]
      return found.map(([, , said]) => [`${folder}/${name}`, said.replace(/\$\{[^}]*\}/g, 'one')])
    })
}

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
