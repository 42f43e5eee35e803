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
  numbered,
  quiet,
  text,
} from '../core/message.ts'
import { nearest } from '../core/nearest.ts'
import type { Guide } from '../core/readings.ts'
import { kind } from '../core/store.ts'

/** Who has been welcomed, so that it happens once. */
const welcomed = kind<{ at: number }>('welcomed')

/** `/hearth`: help that finds commands by words, the home page, and what Hearth is. */
export function hearthCommand({
  guide,
  commands,
}: {
  guide: Guide
  commands: () => readonly Command[]
}): Command {
  return {
    name: 'hearth',
    summary: 'What Hearth can do, and where the guide comes from',
    hint: '[help words | home | about]',
    keywords: ['help', 'start', 'commands', 'what', 'how', 'home', 'about', 'credits', 'welcome'],
    examples: [
      ['hearth', 'shows the main doors'],
      ['hearth help question', 'finds commands by words'],
      ['hearth about', 'tells what Hearth is and where the guide comes from'],
    ],
    phrases: {
      help: 'help',
      'help …': 'help',
      home: 'home',
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
      if (first === '' || first === 'home') return [aside(await home(call))]
      return [aside(help([first, ...rest]))]
    },
  }

  async function home(call: Call): Promise<Message> {
    const known = await call.library.get(welcomed, call.person.id)
    if (!known) await call.library.update(tx => tx.put(welcomed, call.person.id, { at: call.at }))
    return [
      heading(known ? 'Hearth' : 'Welcome to Hearth'),
      text(
        known
          ? 'What would you like to do?'
          : 'I bring the guide Libraries as Social Connectors to where you already talk. Ask me for a question to open a gathering with, or for something to read. Press a button, or type the words.',
      ),
      ...doors(),
      quiet(
        'Type ',
        code('hearth help'),
        ' for everything I can do, ',
        code('hearth about'),
        ' for where the guide comes from.',
      ),
    ]
  }

  function doors(): Message {
    return [
      numbered(guide.sections.map(section => [bold(section.title), ` ${section.summary}`])),
      buttons(
        button('An icebreaker', 'icebreaker', 'primary'),
        button('Readings', 'readings'),
        button('Next reading', 'readings next'),
        button('Saved readings', 'readings saved'),
        button('Help', 'hearth help'),
      ),
    ]
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
