import type { Call, Command } from '../core/command.ts'
import { tidy } from '../core/command.ts'
import { aside, type Effect } from '../core/effect.ts'
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
} from '../core/message.ts'
import { nearest } from '../core/nearest.ts'
import type { Guide, Reading } from '../core/readings.ts'
import type { Walkthrough } from '../core/walkthrough.ts'
import { exportedGuide } from './guide-export.ts'
import { homePage } from './home.ts'

interface Parts {
  guide: Guide
  readings: readonly Reading[]
  walkthroughs: readonly Walkthrough[]
  commands: () => readonly Command[]
}

/** `/hearth`: help that finds commands by words, the home page, and what Hearth is. */
export function hearthCommand({ commands, ...parts }: Parts): Command {
  const { guide } = parts
  return {
    name: 'hearth',
    summary: 'What Hearth can do, and where the guide comes from',
    hint: '[help words | home | export | about]',
    keywords: ['help', 'start', 'commands', 'what', 'how', 'home', 'about', 'credits', 'welcome'],
    examples: [
      ['hearth', 'shows the main doors'],
      ['hearth help question', 'finds commands by words'],
      ['hearth export', 'gives you the whole guide with your answers and notes as one file'],
      ['hearth about', 'tells what Hearth is and where the guide comes from'],
    ],
    phrases: {
      help: 'help',
      'help …': 'help',
      home: 'home',
      // Without `hearth` before it, `export` is about the walk-through at hand.
      'hearth export': 'export',
      hello: '',
      hi: '',
      start: '',
      'what can you do?': 'help',
      '?': 'help',
    },
    async run(call) {
      const [first = '', ...rest] = call.words.map(word => word.toLowerCase())
      if (first === 'help') return [aside(help(rest))]
      if (first === 'about') return [aside(about())]
      if (first === '' || first === 'home') return [aside(await homePage(call, parts))]
      if (first === 'export') return [aside(await exportedGuide(call, parts))]
      return [aside(help([first, ...rest]))]
    },
  }

  function help(words: readonly string[]): Message {
    const all = commands()
    const wanted = words.filter(word => word.length > 1)
    const found =
      wanted.length === 0
        ? all
        : all.filter(command => wanted.some(word => searchable(command).includes(word)))
    if (found.length === 0) {
      const near = nearest(
        wanted.join(' '),
        all.flatMap(command => [command.name, ...(command.keywords ?? [])]),
        3,
      )
      return [
        text(
          `I found no command for “${wanted.join(' ')}”.${near.length > 0 ? ` Near it: ${near.join(', ')}.` : ''}`,
        ),
        ...help([]),
      ]
    }
    return [
      heading(wanted.length > 0 ? `Help: ${wanted.join(' ')}` : 'What I can do'),
      ...found.flatMap(command => [
        text(bold(command.name), ` ${command.summary}`),
        list(command.examples.map(([line, does]) => [code(line), ` ${does}`])),
      ]),
      quiet(
        'Type these in a chat with me; in a channel with a slash before them (/icebreaker teens), or after my name (@Hearth icebreaker teens).',
      ),
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

const searchable = (command: Command): string =>
  [command.name, command.summary, ...(command.keywords ?? []), ...command.examples.flat()]
    .join(' ')
    .toLowerCase()

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
      aside([
        text(
          said ? `I do not know what to do with “${said}”.` : 'I can only read words here.',
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
