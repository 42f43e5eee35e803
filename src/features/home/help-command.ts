import type { Call, Command } from '../../core/command.ts'
import { tidy } from '../../core/command.ts'
import { type Effect, privateReply } from '../../core/effect.ts'
import { nearest } from '../../core/language/did-you-mean.ts'
import {
  bold,
  button,
  buttons,
  code,
  heading,
  link,
  list,
  type Message,
  quiet,
  text,
} from '../../core/message.ts'
import type { PersonalDataEntry } from '../../core/records/personal-data.ts'
import { findPersonalData, personalDataFiles } from '../privacy/access-report.ts'
import type { Guide, Reading } from '../readings/schema.ts'
import type { Walkthrough } from '../walkthrough/schema.ts'
import { exportedBlankGuide, exportedGuide } from './guide-paper.ts'
import { homePage } from './home-page.ts'

interface HelpDeps {
  guide: Guide
  readings: readonly Reading[]
  walkthroughs: readonly Walkthrough[]
  /** What is kept about people. */
  inventory: readonly PersonalDataEntry[]
  commands: () => readonly Command[]
}

/** `/hearth`: help that finds commands by words, the home page, and what Hearth is. */
export function hearthCommand({ commands, inventory, ...content }: HelpDeps): Command {
  const { guide } = content
  /** What each command is found by; the table is complete only after this one is made. */
  let findable: Map<Command, string> | undefined
  return {
    name: 'hearth',
    summary: 'What Hearth can do, and where the guide comes from',
    hint: '[help words | home | privacy | export | about]',
    keywords: ['help', 'start', 'commands', 'what', 'how', 'home', 'about', 'credits', 'welcome'],
    examples: [
      ['hearth', 'shows the main doors'],
      ['hearth help question', 'finds commands by words'],
      [
        'hearth export',
        'gives you the whole guide with your answers and notes, and all that I keep about you, as files',
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
      return first === '' || ['about', 'home', 'export'].includes(first)
    },
    async run(call) {
      const [first = '', ...rest] = call.words.map(word => word.toLowerCase())
      if (first === 'help') return [privateReply(help(rest))]
      if (first === 'about') return [privateReply(about())]
      if (first === '' || first === 'home') return [privateReply(await homePage(call, content))]
      if (first === 'export' && rest[0] === 'blank')
        return [privateReply(await exportedBlankGuide(content, rest.slice(1).join(' ')))]
      if (first === 'export') return [privateReply(await everything(call))]
      return [privateReply(help([first, ...rest]))]
    },
  }

  /** The guide with what its asker wrote, and all that is kept about them. */
  async function everything(call: Call): Promise<Message> {
    const guide = await exportedGuide(call, content)
    return [...guide, ...personalDataFiles(call, await findPersonalData(call, inventory))]
  }

  function help(words: readonly string[]): Message {
    const all = commands()
    findable ??= new Map(all.map(command => [command, searchable(command)]))
    const asked = words.filter(word => word.length > 1)
    if (asked.length === 0) return overview(all)
    const named = all.filter(command => asked.includes(command.name))
    const found = all.filter(command => asked.some(word => findable?.get(command)?.includes(word)))
    if (found.length === 0) return [text(nothingFor(asked, all)), ...overview(all)]
    return [
      heading(`Help: ${asked.join(' ')}`),
      ...(named.length > 0 ? named : found).flatMap(command => [
        text(bold(command.name), ` ${command.summary}`),
        list(command.examples.map(([line, does]) => [code(line), ` ${does}`])),
      ]),
      quiet(howToType),
    ]
  }

  /** A line for each command: it is read between two patrons. */
  function overview(all: readonly Command[]): Message {
    const line = ({ name, summary }: Command) => [bold(name), ` ${summary}`]
    const [main, more] = [all.filter(one => !one.typedOnly), all.filter(one => one.typedOnly)]
    return [
      heading('What I can do'),
      list(main.map(line)),
      ...(more.length > 0 ? [text(bold('Also, by typing')), list(more.map(line))] : []),
      text('Type ', code('help icebreaker'), ' (or any of these words) for all that one can do.'),
      quiet(howToType),
    ]
  }

  function about(): Message {
    return [
      heading('About Hearth'),
      text('Hearth is free software that brings one guide to library staff: ', bold(guide.title), '.'),
      text(guide.credit),
      text(link(guide.url_label ?? 'The guide’s page', guide.url)),
      text(
        'The guide’s questions and actions are shown in its own words. The icebreakers, explanations and everything else are Hearth’s own. Figures are from the United States.',
      ),
      quiet(
        'Hearth keeps what you save or suggest on your library’s own computer, and sends nothing anywhere else.',
      ),
    ]
  }
}

function nothingFor(asked: readonly string[], all: readonly Command[]): string {
  const line = asked.join(' ')
  const words = all.flatMap(command => [command.name, ...(command.keywords ?? [])])
  const near = nearest(line, words, 3)
  return `I found no command for “${line}”.${near.length > 0 ? ` Near it: ${near.join(', ')}.` : ''}`
}

const howToType =
  'Type these in a chat with me; in a channel with a slash before them (/icebreaker teens), or after my name (@Hearth icebreaker teens).'

const searchable = (command: Command): string =>
  [command.name, command.summary, ...(command.keywords ?? []), ...command.examples.flat()]
    .join(' ')
    .toLowerCase()

/** Called by name and nothing else, Hearth is there; something sent without words is not for it. */
const whatIsEmpty = ({ kind }: Call): string =>
  kind === 'command'
    ? 'I am here. Tell me what you would like, or press a button.'
    : 'I can only read words here.'

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
          said ? `I do not know what to do with “${said}”.` : whatIsEmpty(call),
          near.length > 0 ? ` Did you mean ${near.join(' or ')}?` : '',
        ),
        buttons(
          ...near.map(name => button(name, `${name} ${line.slice(first.length).trim()}`.trim())),
          button('An icebreaker', 'icebreaker'),
          button('Readings', 'readings'),
          button('Help', 'hearth help'),
        ),
      ]),
    ]
  }
}
