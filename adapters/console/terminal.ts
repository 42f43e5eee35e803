import { createInterface, type Interface } from 'node:readline'
import { type Paint, paints } from './paint.ts'
import { clean, cleanLine } from './plain.ts'
import type { Look } from './render.ts'

/** Where lines are typed. */
export type Input = NodeJS.ReadableStream & { isTTY?: boolean }
/** Where lines are printed. */
export type Output = NodeJS.WritableStream & { isTTY?: boolean; columns?: number; hasColors?: () => boolean }

/** A terminal or a pipe: prints lines, and asks for one at a time. */
export interface Terminal {
  readonly paint: Paint
  /** How it looks just now: a window may be resized. */
  look(): Look
  /** Begins to read. */
  open(): void
  /** The next line typed; nothing when there is no more to come. `apart`: with an empty line above. */
  ask(prompt: string, apart?: 'apart'): Promise<string | undefined>
  /** Prints whole lines at once, above the line being typed. */
  print(lines: readonly string[]): Promise<void>
  /** Says, beside the conversation, that something about the terminal does not work. */
  complain(error: Error): void
  /** Reads no more; what was asked already gets nothing. */
  close(): void
}

/** The options of a terminal. */
export interface TerminalOptions {
  input: Input
  output: Output
  errorOutput?: Output
  colors?: boolean
  width?: number
  /** The words that the tab key completes. */
  words: () => readonly string[]
}

const usualWidth = 80
/** Longer lines tire the eye, however wide the window. */
const widest = 100
const narrowest = 20
const esc = String.fromCharCode(0x1b)
/** From where the cursor is, up to the first row of the line being typed, and all of it wiped. */
const wipe = (rows: number) => `${rows > 0 ? `${esc}[${rows}A` : ''}\r${esc}[J`

/** Makes a terminal of two streams. With a person at both ends it has a prompt, a history and completion. */
export function createTerminal(options: TerminalOptions): Terminal {
  const { input, output } = options
  const alive = input.isTTY === true && output.isTTY === true
  const paint = paints(options.colors ?? (output.isTTY === true && output.hasColors?.() === true))
  let reader: Interface | undefined
  let lines: AsyncIterator<string> | undefined
  let prompting = false
  let ended = false
  let closed = false
  let lost = false

  output.on('error', lose)
  input.on('error', error => {
    complain(error)
    reader?.close()
  })
  return { paint, look: () => ({ paint, width: widthNow(options) }), open, ask, print, complain, close }

  function open() {
    if (closed) return
    const completer = (line: string) => complete(line, options.words())
    reader = createInterface({
      input,
      terminal: alive,
      crlfDelay: Number.POSITIVE_INFINITY,
      ...(alive && { output, completer }),
    })
    reader.once('close', () => {
      ended = true
      if (alive) output.write('\n')
    })
    lines = reader[Symbol.asyncIterator]()
  }

  async function ask(prompt: string, apart?: 'apart'): Promise<string | undefined> {
    if (closed || !lines) return undefined
    const above = apart ? [''] : []
    if (alive) await print(above)
    prompting = alive && !ended
    if (prompting) {
      reader?.setPrompt(paint.accent(cleanLine(prompt)))
      reader?.prompt(true)
    }
    const { value, done } = await lines.next()
    prompting = false
    if (done || closed) return undefined
    // In a pipe nothing has shown the line yet, and a transcript needs both sides.
    if (!alive) await print([...above, cleanLine(`${prompt}${value}`)])
    return value
  }

  function print(printed: readonly string[]): Promise<void> {
    if (lost) return Promise.resolve()
    const text = printed.map(line => `${line}\n`).join('')
    return new Promise(resolve => {
      output.write(alive && !ended ? overPrompt(text) : text, () => resolve())
      if (prompting && !ended) reader?.prompt(true)
    })
  }

  /** Readline goes up to where it last drew the line from, before it draws it again: those rows are left free. */
  function overPrompt(text: string): string {
    const { rows } = reader?.getCursorPos() ?? { rows: 0 }
    const lastRows = (reader as { prevRows?: number } | undefined)?.prevRows ?? 0
    return `${wipe(rows)}${text}${prompting ? '\n'.repeat(lastRows) : ''}`
  }

  function close() {
    closed = true
    reader?.close()
  }

  /** The other end of a pipe may leave at any time (`| head`): that is no failure, only an end. */
  function lose(error: NodeJS.ErrnoException) {
    lost = true
    if (error.code !== 'EPIPE') complain(error)
    close()
  }

  function complain(error: Error) {
    options.errorOutput?.write(`The terminal: ${clean(error.message)}\n`)
  }
}

const widthNow = ({ width, output }: TerminalOptions): number =>
  Math.max(narrowest, width ?? Math.min(output.columns || usualWidth, widest))

function complete(line: string, words: readonly string[]): [string[], string] {
  return [words.filter(word => word.startsWith(line)), line]
}
