import { randomUUID } from 'node:crypto'
import type { Call, Command } from '../../core/command.ts'
import { type Effect, inPlace, privateReply } from '../../core/effect.ts'
import {
  bold,
  button,
  buttons,
  code,
  fold,
  heading,
  list,
  type Message,
  quiet,
  text,
} from '../../core/message.ts'
import { effectivePreferencesOf } from '../../core/schedule/preferences.ts'
import { isContent } from '../../core/sent-file.ts'
import { clip } from '../../core/text.ts'
import { dateIn } from '../../core/time/recurrence.ts'
import { UserError } from '../../core/user-error.ts'
import { readPasted } from '../../paper/read.ts'
import { readFile } from '../../paper/read-file.ts'
import { isSheet } from '../../paper/read-sheet.ts'
import { refreshRun } from '../plan/refresh-cards.ts'
import { rootCard } from '../walkthrough/cards.ts'
import { newRunId, type Run, startRun } from '../walkthrough/run/run.ts'
import type { Walkthrough } from '../walkthrough/schema.ts'
import { cardOfRun, rootOf, runs, runsOf, setFocus, whoIs } from '../walkthrough/store.ts'
import { apart, ourWords } from './apart.ts'
import { changesOf, type FormChange, withForm } from './apply-form.ts'
import { inEnglish } from './in-english.ts'
import { type FilledForm, formsIn } from './read-forms.ts'
import { pendingImports } from './store.ts'

/** So many forms are shown, so many changes of each, and so much of each change. */
const shown = { forms: 10, changes: 15, letters: 120 }
const longestAnswer = 20_000
/** So many that were begun get cards of their own; of more, one card is enough. */
const mostCards = 3

/** `import`: a form that was filled in somewhere else is read, shown, and kept when its sender says so; so is a list of icebreakers. */
export function importCommand(
  walkthroughs: readonly Walkthrough[],
  readList: (call: Call) => Promise<Effect[]>,
  readContent: (call: Call, file: NonNullable<Call['file']>) => Promise<Effect[]>,
): Command {
  return {
    name: 'import',
    summary: 'Reads in a filled-in form (Word or Markdown), or a list of icebreakers (CSV or Excel)',
    hint: '[the file]',
    typedOnly: true,
    prose: true,
    keywords: ['upload', 'read', 'file', 'word', 'document', 'form', 'paper', 'volunteer', 'back'],
    examples: [
      ['import exports/spring-tea.docx', 'in the terminal: reads that file, and shows what would be added'],
      ['import', 'tells how a file comes in here'],
    ],
    isItsWords: rest => isFileOrForm(rest) || /^(?:keep|leave)\s+\S+$/.test(rest.trim()),
    isCertain: (call, rest) => call.file !== undefined || isFileOrForm(rest),
    async run(call) {
      const [first = '', mark = ''] = call.words
      if (call.words.length === 2 && first === 'keep') return keep(call, mark)
      if (call.words.length === 2 && first === 'leave') return leave(call, mark)
      if (call.file?.missing) throw new UserError(call.file.missing)
      if (call.file && /\.ya?ml\.txt$/i.test(call.file.name))
        throw new UserError(
          `I do not read ${call.file.name} as it is named. Rename it to ${call.file.name.slice(0, -'.txt'.length)}, and send it again.`,
        )
      if (call.file && isContent(call.file.name)) return readContent(call, call.file)
      if (call.file && isSheet(call.file)) return readList(call)
      if (call.file) return show(call, call.file.name, await readFile('paper', call.file))
      if (isForm(call.rest)) return show(call, 'what you pasted', readPasted(call.rest))
      if (call.rest.trim() !== '') throw new UserError(noSuchFile(call.rest.trim()))
      return [privateReply(howTo)]
    },
  }

  async function show(call: Call, file: string, parts: Parameters<typeof formsIn>[0]): Promise<Effect[]> {
    const read = apart(parts, ourWords(walkthroughs, call.translator?.line))
    const found = formsIn(inEnglish(read, walkthroughs, call.translator), walkthroughs)
    if (found === 'too many') throw new UserError(tooMany)
    const forms = found.filter(hasWords)
    if (forms.length === 0) throw new UserError(nothingInIt(file))
    if (forms.some(isTooLong)) throw new UserError(tooLong)
    const mine = await runsOf(call.library, call.person.id)
    const all = forms.map(form => changesFor(call, mine, form))
    const changing = forms.filter((_, at) => (all[at]?.changes.length ?? 0) > 0)
    const words = [
      ...all.slice(0, shown.forms).flatMap((one, at) => inWords(forms[at] as FilledForm, one)),
      ...(all.length > shown.forms ? [quiet(`And ${all.length - shown.forms} more forms.`)] : []),
    ]
    if (changing.length === 0) return [privateReply([...words, text('There is nothing new to save.')])]
    const mark = randomUUID().slice(0, 8)
    await call.library.update(tx =>
      tx.put(pendingImports, call.person.id, { mark, file, forms: changing, at: call.at }),
    )
    return [
      privateReply([
        heading(`Read: ${file}`),
        ...words,
        quiet('Nothing is saved yet.'),
        buttons(
          button('Save it', `import keep ${mark}`, 'primary'),
          button('Don’t save it', `import leave ${mark}`),
        ),
      ]),
    ]
  }

  async function keep(call: Call, mark: string): Promise<Effect[]> {
    const today = dateIn((await effectivePreferencesOf(call)).zone, call.at)
    const ids = (await runsOf(call.library, call.person.id)).map(run => run.id)
    const kept = await call.library.update(async tx => {
      const pending = await tx.get(pendingImports, call.person.id)
      if (pending?.mark !== mark) throw new UserError(gone)
      const mine = (await Promise.all(ids.map(id => tx.get(runs, id)))).flatMap(run => run ?? [])
      const all = pending.forms.flatMap(form => {
        const walkthrough = walkthroughs.find(one => one.id === form.walkthrough)
        if (!walkthrough) return []
        const before = runFor(mine, form)
        const run = before ?? begun(call, walkthrough, form)
        return [{ walkthrough, before, run: withForm(walkthrough, run, form, whoIs(call), call.at, today) }]
      })
      for (const { run } of all) {
        await tx.put(runs, run.id, run)
        await setFocus(tx, call, run)
      }
      await tx.delete(pendingImports, call.person.id)
      return all
    })
    const areMany = kept.filter(one => !one.before).length > mostCards
    const cards = await Promise.all(
      kept.map(({ walkthrough, before, run }) => {
        if (before) return refreshRun(call, walkthroughs, run, before)
        return areMany ? [] : rootPut(call, walkthrough, run)
      }),
    )
    const named = kept.slice(0, shown.forms)
    return [
      inPlace(call, [
        text('Saved: ', ...named.flatMap(({ run }, at) => [at > 0 ? ', ' : '', bold(run.name)]), '.'),
        ...(kept.length > named.length ? [quiet(`And ${kept.length - named.length} more forms.`)] : []),
        buttons(
          ...kept
            .slice(0, mostCards)
            .map(({ run }) => button(clip(`See ${run.name}`, 70), `walk @${run.id} overview`)),
          ...(kept.length > mostCards ? [button('My things', 'my things')] : []),
        ),
      ]),
      ...cards.flat(),
    ]
  }

  async function leave(call: Call, mark: string): Promise<Effect[]> {
    await call.library.update(async tx => {
      if ((await tx.get(pendingImports, call.person.id))?.mark === mark)
        await tx.delete(pendingImports, call.person.id)
    })
    return [inPlace(call, [text('All right. I saved nothing from it.')])]
  }

  function changesFor(call: Call, mine: readonly Run[], form: FilledForm): Compared {
    const walkthrough = walkthroughs.find(one => one.id === form.walkthrough)
    if (!walkthrough) return { title: '', changes: [] }
    const before = runFor(mine, form)
    const run = before ?? begun(call, walkthrough, form)
    return {
      title: walkthrough.title,
      changes: changesOf(walkthrough, run, form, whoIs(call)),
      ...(before && { into: before.name }),
    }
  }
}

/** What a form would change. `into`: the run that it goes into; left out, a new one is begun. */
interface Compared {
  title: string
  into?: string
  changes: FormChange[]
}

/** The asker's own by that name, as far as they changed it last. */
const runFor = (mine: readonly Run[], { walkthrough, name }: FilledForm): Run | undefined =>
  name === ''
    ? undefined
    : mine.find(run => run.walkthrough === walkthrough && run.name.toLowerCase() === name.toLowerCase())

function begun(call: Call, walkthrough: Walkthrough, { name }: FilledForm): Run {
  return startRun(walkthrough, {
    id: newRunId(),
    name: [...(name || walkthrough.title)].slice(0, 80).join(''),
    namedBy: call.person.id,
    owner: whoIs(call),
    place: { personal: true },
    at: call.at,
  })
}

const rootPut = async (call: Call, walkthrough: Walkthrough, run: Run): Promise<Effect[]> => [
  {
    type: 'send',
    to: { person: call.person.id },
    message: rootCard(walkthrough, run),
    card: cardOfRun(rootOf, run.id),
    listen: true,
  },
]

function inWords({ name }: FilledForm, { title, into, changes }: Compared): Message {
  const what = name || title
  if (changes.length === 0) return [text(`Everything in it is already in “${into ?? what}”.`)]
  const added = changes.filter(one => one.was === '')
  const counts = [
    added.length > 0 ? `${added.length} to add` : '',
    changes.length > added.length ? `${changes.length - added.length} to replace` : '',
  ]
  const where = into ? `It goes into “${into}”, which you have` : `It begins “${what}” for you`
  return [
    text(bold(title), `. ${where}: ${counts.filter(Boolean).join(', ')}.`),
    list(
      changes
        .slice(0, shown.changes)
        .map(({ question, was, now }) => [
          bold(question),
          ` ${short(now)}`,
          ...(was === '' ? [] : [` (in place of: ${short(was)})`]),
        ]),
    ),
    ...(changes.length > shown.changes ? [quiet(`And ${changes.length - shown.changes} more.`)] : []),
  ]
}

const short = (words: string): string => clip(words.replace(/\s+/g, ' ').trim(), shown.letters)

const hasWords = ({ answers, steps, notes }: FilledForm): boolean =>
  answers.some(one => one.entries.length > 0) || steps.length > 0 || notes.length > 0

const isTooLong = ({ answers, notes }: FilledForm): boolean =>
  [...answers.flatMap(one => one.entries), ...notes].some(one => one.text.length > longestAnswer)

/** Markdown of ours: it has headings. */
const isForm = (rest: string): boolean => /^#{1,6}\s/m.test(rest)

const isFileOrForm = (rest: string): boolean =>
  rest.trim() === '' ||
  isForm(rest) ||
  /^\S+\.(?:docx?|md|markdown|txt|pdf|odt|rtf|csv|tsv|xlsx?|ya?ml)$/i.test(rest.trim())

const noSuchFile = (typed: string): string =>
  `I see no file “${clip(typed, 100)}” here. “import” tells how a file comes in.`
const nothingInIt = (file: string): string =>
  `I found no form of mine with something written in it, in ${file}. It has to keep its headings: they tell which question is answered.`
const tooLong = `One of its answers is longer than ${longestAnswer.toLocaleString('en-US')} characters. Shorten it, and send it again.`
const tooMany =
  'There are more forms in it than one person can have: I read up to 300 at once. Send it in parts.'
const gone =
  'That form isn’t waiting anymore: it was saved or dropped, or you sent another one. Send it again to see it.'

const howTo: Message = [
  text(
    'Send me a form you filled in, as a Word (.docx) or Markdown (.md) file, and I’ll add the answers here. I show you what I would add, then you decide.',
  ),
  fold(
    'How to send it',
    list([
      ['On Slack and Teams, send it to me in a direct message.'],
      ['On the page in the browser, press ', bold('Send a file'), ' or drop the file there.'],
      [
        'In the terminal, type ',
        code('import'),
        ' and where the file is: ',
        code('import exports/spring-tea.docx'),
        '.',
      ],
      ['Anywhere, type ', code('import'), ' and paste a Markdown form after it, with its headings.'],
    ]),
  ),
  quiet(
    '“gathering blank” gives an empty form to fill in. A list of icebreakers comes in the same way, as CSV (.csv) or Excel (.xlsx); and content of your library’s own (.yaml), from the people who look after me.',
  ),
]
