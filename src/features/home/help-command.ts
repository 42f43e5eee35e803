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
  oneFold,
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

/** `/hearth`: help that finds commands by words, the home page, and what Hearth is. */
export function hearthCommand({ commands, inventory, ...content }: HelpDeps): Command {
  const { guide } = content
  /** What each command is found by; the table is complete only after this one is made. */
  let findable: Map<Command, string> | undefined
  const helped = new Map<string, Message>()
  return {
    name: 'hearth',
    summary: 'What Hearth can do, and where the guide comes from',
    hint: '[help words | home | open | guide | privacy | export | about]',
    keywords: ['help', 'start', 'commands', 'what', 'how', 'home', 'about', 'credits', 'welcome'],
    examples: [
      ['hearth', 'shows the main doors'],
      ['hearth help question', 'finds commands by words'],
      [
        'hearth export',
        'gives you the whole guide with your answers and notes, and all that I save about you, as files',
      ],
      ['hearth export blank', 'gives you the whole guide as a form to print and fill in by hand'],
      ['hearth about', 'tells what Hearth is and where the guide comes from'],
    ],
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
    findable ??= new Map(all.map(command => [command, searchable(command)]))
    const wanted = words.filter(word => word.length > 1)
    if (wanted.length === 0) return overview(all)
    const named = all.filter(command => wanted.includes(command.name))
    const found = all.filter(command => wanted.some(word => findable?.get(command)?.includes(word)))
    if (found.length === 0) return [text(nothingFor(wanted, all)), ...overview(all)]
    const matches = named.length > 0 ? named : found
    const told = matches.slice(0, mostFound)
    const mostExamples = told.length > 1 ? 1 : 3
    return [
      heading(`Help: ${wanted.join(' ')}`),
      ...told.flatMap(command => [
        text(bold(command.name), ` ${command.summary}`),
        examplesOf([command], 0, mostExamples),
      ]),
      ...oneFold(
        ['More examples', [examplesOf(told, mostExamples)]],
        [
          `${matches.length - mostFound} more`,
          [list(matches.slice(mostFound).map(({ name, summary }) => [bold(name), ` ${summary}`]))],
        ],
      ),
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
          'The guide’s questions and actions are in its own words. The icebreakers, explanations, and everything else are Hearth’s own. Figures are from the United States.',
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

/** What can be typed, from the first example on to the last that is wanted. */
const examplesOf = (some: readonly Command[], from: number, to?: number) =>
  list(
    some.flatMap(({ examples }) => examples.slice(from, to).map(([line, does]) => [code(line), ` ${does}`])),
  )

/** So many commands are told of in full at once. */
const mostFound = 2

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
