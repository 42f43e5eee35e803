import { PassThrough } from 'node:stream'
import { type ConsoleAdapter, createConsoleAdapter } from '../../../adapters/console/index.ts'
import type { Scene, Where } from '../../contracts/adapter.ts'

/** A terminal without anybody at it: lines go in, a transcript comes out. */
export interface Tape {
  adapter: ConsoleAdapter
  type(...lines: string[]): void
  /** Ends the input and waits until all of it was answered. */
  end(): Promise<string>
  transcript(): string
}

type Options = Partial<Parameters<typeof createConsoleAdapter>[0]>

/** Starts a tape with ana at the keyboard. */
export function openTape(options: Options = {}): Tape {
  const input = new PassThrough()
  const output = new PassThrough()
  let printed = ''
  output.setEncoding('utf8').on('data', (text: string) => {
    printed += text
  })
  const adapter = createConsoleAdapter({ input, output, now: () => 0, people: ['ana', 'ben'], ...options })
  return {
    adapter,
    type: (...lines) => {
      for (const line of lines) input.write(`${line}\n`)
    },
    async end() {
      input.end()
      await adapter.finished
      return printed
    },
    transcript: () => printed,
  }
}

/** The terminal as the contract suite knows a platform. */
export function consoleScene(): Scene {
  const tape = openTape({ width: 1000 })
  const seen = (person: string, where: Where) => readBack(tape.transcript(), person, where)
  return {
    adapter: tape.adapter,
    workspace: 'console-here',
    gone: 'console:nowhere at all',
    seen,
    async say(person, where, line) {
      tape.type(`/as ${person}`, `/in ${where}`, line)
    },
    async press(person, where, label, fields = []) {
      const number = [...seen(person, where).matchAll(/\[(\d+)\] (\w+)/g)].findLast(
        one => one[2] === label,
      )?.[1]
      if (number === undefined) throw new Error(`there is no button ${label}`)
      tape.type(`/as ${person}`, `/in ${where}`, number, ...fields)
    },
    close: () => tape.adapter.stop(),
  }
}

interface Shown {
  room: string
  only: string | undefined
  lines: string[]
}

const prompt = /^(\w+)(?: in (#\w+))?> /
const header = /^— (?:in (#\w+)|to (\w+))/
const card = /^Hearth · (\d+)(.*)$/
const only = /\(only (\w+) sees this\)/

/** What the cards of a transcript show to one person in one place: the one screen stands for many. */
function readBack(transcript: string, person: string, where: Where): string {
  const cards = new Map<string, Shown>()
  let view = '@ana'
  let elsewhere: string | undefined
  let current: Shown | undefined
  for (const line of transcript.split('\n')) {
    const typed = prompt.exec(line)
    const place = header.exec(line)
    const head = card.exec(line)
    if (typed) view = typed[2] ?? `@${typed[1]}`
    if (place) elsewhere = place[1] ?? `@${place[2]}`
    if (head) {
      current = { room: elsewhere ?? view, only: only.exec(line)?.[1], lines: [] }
      cards.set(head[1] ?? '', current)
      elsewhere = undefined
    } else if (line.startsWith('  ') || line === '') current?.lines.push(line.trim())
    else current = undefined
  }
  const room = where === 'me' ? `@${person}` : where
  const hers = [...cards.values()].filter(one => one.room === room && (!one.only || one.only === person))
  return hers.flatMap(one => one.lines).join('\n')
}
