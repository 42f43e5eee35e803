import type { Call, Command } from '../../core/command.ts'
import { tidy } from '../../core/command.ts'
import { type Effect, inPlace, privateReply } from '../../core/effect.ts'
import { nearest } from '../../core/language/did-you-mean.ts'
import {
  bold,
  button,
  buttons,
  code,
  fold,
  heading,
  link,
  list,
  type Message,
  quiet,
  secondary,
  text,
} from '../../core/message.ts'
import type { PersonalDataEntry } from '../../core/records/personal-data.ts'
import { findPersonalData, personalDataFiles } from '../privacy/access-report.ts'
import type { Guide, Reading } from '../readings/schema.ts'
import type { Walkthrough } from '../walkthrough/schema.ts'
import { exportedBlankGuide, exportedGuide } from './guide-paper.ts'
import { guidePage, homePage, openPage } from './home-page.ts'

interface HelpDeps {
  guide: Guide
  readings: readonly Reading[]
  walkthroughs: readonly Walkthrough[]
  /** What is kept about people. */
  inventory: readonly PersonalDataEntry[]
  commands: () => readonly Command[]
}

/** So much help is remembered: people ask for the same few things. */
const mostRemembered = 100
const longestRemembered = 100

/** What its own lines do, as a button says it. */
const inWords: Readonly<Record<string, string>> = {
  help: 'Help',
  home: 'Home',
  about: 'About Hearth',
  export: 'All that is yours as files',
  'export blank': 'The whole guide as a form to fill in by hand',
  guide: 'The guide, section by section',
}

/** `/hearth`: help that finds commands by words, the home page, and what Hearth is. */
export function hearthCommand({ commands, inventory, ...content }: HelpDeps): Command {
  const { guide } = content
  const helped = new Map<string, Message>()
  return {
    name: 'hearth',
    summary: 'What Hearth can do, and where the guide comes from',
    hint: '[help words | home | open | guide | privacy | export | about]',
    keywords: ['help', 'start', 'commands', 'what', 'how', 'home', 'about', 'credits', 'welcome'],
    examples: [
      ['hearth', 'shows the main doors'],
      ['hearth help reminder', 'tells what you can type for that'],
      [
        'hearth export',
        'gives you the whole guide with your answers and notes, and all that I save about you, as files',
      ],
      ['hearth export blank', 'gives you the whole guide as a form to print and fill in by hand'],
      ['hearth about', 'tells what Hearth is and where the guide comes from'],
    ],
    inWords: rest => inWords[rest.toLowerCase()] ?? (rest === '' ? 'Home' : undefined),
    phrases: {
      help: 'help',
      'help …': 'help',
      home: 'home',
      about: 'about',
      // Without `hearth` before it, `export` is about the walk-through at hand.
      'hearth export': 'export',
      'hearth export …': 'export',
      hello: '',
      hi: '',
      start: '',
      'what can you do?': 'help',
      '?': 'help',
    },
    isItsWords(rest) {
      const [first = '', ...more] = rest.toLowerCase().split(/\s+/).filter(Boolean)
      if (first === 'help')
        return (
          more.length === 0 ||
          (more.length < 3 && !/^(?:me|us|everyone|everybody|people|my|our|with)$/.test(more[0] ?? ''))
        )
      return first === '' || ['about', 'home', 'open', 'guide', 'export'].includes(first)
    },
    async run(call) {
      const [first = '', ...rest] = call.words.map(word => word.toLowerCase())
      if (first === 'help') return [privateReply(helpAsBefore(rest))]
      if (first === 'about') return [privateReply(about())]
      if (first === '' || first === 'home') return [privateReply(await homePage(call, content))]
      if (first === 'export' && rest[0] === 'blank')
        return [privateReply(await exportedBlankGuide(call, content, rest.slice(1).join(' ')))]
      if (first === 'guide') return [inPlace(call, await guidePage(call, content, from(rest)))]
      if (first === 'open') return [inPlace(call, await openPage(call, content, from(rest)))]
      if (first === 'export') return [privateReply(await everything(call, rest.join(' ')))]
      return [privateReply(help([first, ...rest]))]
    },
  }

  /** The guide with what its asker wrote, and all that is kept about them. */
  async function everything(call: Call, form: string): Promise<Message> {
    const guide = await exportedGuide(call, content, form)
    return [...guide, ...personalDataFiles(call, await findPersonalData(call, inventory))]
  }

  /** The same object for the same words: it is made, and drawn, once. */
  function helpAsBefore(words: readonly string[]): Message {
    const asked = words.join(' ')
    const before = helped.get(asked)
    if (before) return before
    const made = help(words)
    if (helped.size < mostRemembered && asked.length <= longestRemembered) helped.set(asked, made)
    return made
  }

  function help(words: readonly string[]): Message {
    const all = commands()
    const wanted = words.filter(word => word.length > 1)
    if (wanted.length === 0) return overview(all)
    const named = all.filter(command => wanted.includes(command.name))
    const only = named.length === 1 ? named[0] : undefined
    const found = only?.examples ?? examplesFor(wanted, all)
    if (found.length === 0) return [text(nothingFor(wanted, all)), ...overview(all)]
    const rest = found.slice(mostTold)
    return [
      heading(`Help: ${wanted.join(' ')}`),
      ...(only ? [text(bold(only.name), ` ${only.summary}`)] : []),
      examplesIn(found.slice(0, mostTold)),
      ...(rest.length > 0 ? [fold('More examples', examplesIn(rest))] : []),
      quiet(howToType),
    ]
  }

  /** What people ask for most, each with its button; the rest behind it, or by a word. */
  function overview(all: readonly Command[]): Message {
    const has = (name: string) => all.some(one => one.name === name)
    return [
      heading('What I can do'),
      text('Press a button, or say it in your own words.'),
      buttons(
        button('Get an icebreaker', 'icebreaker', 'primary'),
        ...(has('gathering') ? [button('Plan a gathering', 'gathering')] : []),
        button('Find something to read', 'readings'),
        ...[
          ...(has('plan') ? [button('My plans', 'plan')] : []),
          ...(has('year') ? [button('Our library’s year', 'hearth year')] : []),
          button('My settings', 'hearth settings'),
          button('My data', 'privacy'),
          button('About Hearth', 'hearth about'),
        ].map(secondary),
      ),
      fold('Everything I can do', list(all.map(({ name, summary }) => [bold(name), ` ${summary}`]))),
      quiet('For more about one thing, type “help” and a word, such as ', code('help reminder'), '.'),
    ]
  }

  function about(): Message {
    return [
      heading('About Hearth'),
      text('Hearth is free software that brings one guide to library staff: ', bold(guide.title), '.'),
      text(link(guide.url_label ?? 'The guide’s page', guide.url)),
      fold(
        'Whose words these are',
        text(guide.credit),
        text(
          'The guide’s questions and actions are in its own words. The icebreakers, explanations, and everything else are Hearth’s own. Statistics are from the United States.',
        ),
      ),
      quiet('What you save or suggest stays on your library’s own computer. Nothing is sent anywhere else.'),
    ]
  }
}

function nothingFor(asked: readonly string[], all: readonly Command[]): string {
  const line = asked.join(' ')
  const words = all.flatMap(command => [command.name, ...(command.keywords ?? [])])
  const near = nearest(line, words, 3)
  return `I found nothing for “${line}.”${near.length > 0 ? ` Close matches: ${near.join(', ')}.` : ''}`
}

type Example = Command['examples'][number]

/** What can be typed, each with what it does. */
const examplesIn = (some: readonly Example[]) => list(some.map(([line, does]) => [code(line), ` ${does}`]))

/** So many are told of at once, and so many more behind them. */
const mostTold = 3
const mostBehind = 8

/** The examples that tell of these words, the best first; those of commands that are only found by them, where no example tells. */
function examplesFor(wanted: readonly string[], all: readonly Command[]): readonly Example[] {
  const asked = wanted.filter(word => !saysLittle.test(word)).map(stem)
  // Every walk-through is begun and dated alike: the checklist stands for all.
  const [first, others] = [all.filter(isChecklist), all.filter(one => !isChecklist(one))]
  const scored = [...first, ...others].flatMap(command => {
    const about = searchable(command)
    return command.examples.map(example => ({ example, score: scoreOf(asked, example, about) }))
  })
  const least = scored.some(({ score }) => score >= 1) ? 1 : byItsCommand
  const best = scored.filter(({ score }) => score >= least).sort((one, other) => other.score - one.score)
  return best
    .map(({ example }) => example)
    .filter(([, does], at, some) => some.findIndex(([, other]) => other === does) === at)
    .slice(0, mostTold + mostBehind)
}

const isChecklist = ({ name }: Command): boolean => name === 'gathering'

/** What a word counts that stands in an example; more in what is typed, less where only the command is found by it. */
const byItsCommand = 0.1

function scoreOf(asked: readonly string[], [line, does]: Example, about: string): number {
  const [typed, told] = [wordsOf(line), wordsOf(does)]
  const has = (words: readonly string[], word: string) => words.some(one => one.startsWith(word))
  return asked.reduce(
    (sum, word) =>
      sum + (has(typed, word) ? 1.5 : has(told, word) ? 1 : about.includes(word) ? byItsCommand : 0),
    0,
  )
}

const wordsOf = (line: string): string[] => line.toLowerCase().split(/[^\p{L}\p{N}]+/u)

const stem = (word: string): string => word.toLowerCase().replace(/(?<=\p{L}{3})(?:ing|ed|ers?|e?s)$/u, '')

/** Words of a question that stand around what it is about. */
const saysLittle =
  /^(?:how|do|does|can|could|would|should|the|this|that|these|those|it|its|my|our|me|we|you|and|for|from|with|into|about|get|make|use|want|need|to|of|in|on|at|an?|is|are|one|some|somebody|someone)$/i

const howToType = 'In a channel, type / or @Hearth first: /icebreaker teens.'

const searchable = (command: Command): string =>
  [command.name, command.summary, ...(command.keywords ?? []), ...command.examples.flat()]
    .join(' ')
    .toLowerCase()

/** Called by name and nothing else, Hearth is there; something sent without words is not for it. */
const whatIsEmpty = ({ kind }: Call): string =>
  kind === 'command' ? 'I’m here. Tell me what you’d like, or press a button.' : 'I can only read words here.'

/** Answers a line that is no command: names the nearest one, and the way to help. */
export function unknownLine(commands: () => readonly Command[]) {
  return (call: Call): Effect[] => {
    const line = tidy(call.text)
    const first = line.split(' ')[0] ?? ''
    const names = commands().flatMap(command => [
      command.name,
      ...Object.keys(command.phrases ?? {}).filter(phrase => !phrase.endsWith('…')),
    ])
    const near = nearest(first, names, 2)
    const said = line.length > 60 ? `${line.slice(0, 60)}…` : line
    return [
      privateReply([
        text(
          said ? `I don’t know what to do with “${said}.”` : whatIsEmpty(call),
          near.length > 0 ? ` Did you mean ${near.join(' or ')}?` : '',
        ),
        buttons(
          ...near.map(name => button(name, `${name} ${line.slice(first.length).trim()}`.trim())),
          ...(near.length > 0
            ? []
            : [button('Get an icebreaker', 'icebreaker'), button('Find something to read', 'readings')]),
          button('Help', 'hearth help'),
        ),
      ]),
    ]
  }
}

/** Where a page begins: `open from 8`. */
const from = ([word, number = '']: readonly string[]): number =>
  word === 'from' && /^\d{1,4}$/.test(number) ? Number(number) : 0
