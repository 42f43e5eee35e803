import { PassThrough } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { createConsoleAdapter } from '../../../adapters/console/index.ts'
import { button, buttons, text } from '../../../src/core/message.ts'
import { openRecordingBot } from '../../contracts/adapter/handlers.ts'

const esc = String.fromCharCode(27)
const [up, left, tab, enter, controlD] = [`${esc}[A`, `${esc}[D`, '\t', '\r', String.fromCharCode(4)]

/** A terminal with somebody at it. */
async function openTty(colors: boolean) {
  const input = Object.assign(new PassThrough(), { isTTY: true })
  const output = Object.assign(new PassThrough(), { isTTY: true, columns: 40, hasColors: () => colors })
  let printed = ''
  output.setEncoding('utf8').on('data', (chunk: string) => {
    printed += chunk
  })
  const commands = () => ['icebreaker', 'readings']
  const adapter = createConsoleAdapter({ input, output, now: () => 0, people: ['ana'], commands })
  const bot = openRecordingBot()
  await adapter.start(bot.hearth)
  await nextTick()
  /** Presses keys one after the other, as fingers do: completion takes a turn. */
  const press = async (...keys: string[]) => {
    for (const key of keys) {
      input.write(key)
      await nextTick()
    }
  }
  return { input, output, adapter, bot, press, printed: () => printed }
}

const nextTick = () => new Promise(setImmediate)

const withoutMoves = (printed: string) => printed.replaceAll(new RegExp(`${esc}\\[[0-9;]*[A-Za-z]`, 'g'), '')

describe('a terminal with somebody at it', () => {
  it('has a prompt, and leaves quietly at the end of input', async () => {
    const tty = await openTty(false)
    await tty.press('hello', enter)
    expect((await tty.bot.answered(1))[0]?.text).toBe('hello')
    tty.input.write(controlD)
    await tty.adapter.finished
    expect(withoutMoves(tty.printed())).toContain('ana> hello')
    expect(tty.printed().endsWith('\n')).toBe(true)
  })

  it('remembers what was typed, and completes the words it is given', async () => {
    const tty = await openTty(false)
    await tty.press('ice', tab, enter)
    await tty.bot.answered(1)
    await tty.press(up, enter, '/wh', tab, enter)
    expect((await tty.bot.answered(2)).map(one => one.text)).toEqual(['icebreaker', 'icebreaker'])
    tty.input.end()
    await tty.adapter.finished
    expect(withoutMoves(tty.printed())).toContain('At the keyboard: ana')
  })

  it('shows a message that comes meanwhile above the line being typed, which stays', async () => {
    const tty = await openTty(false)
    await tty.press('half a ')
    await tty.adapter.send('console:@ana', [text('It is Monday.')])
    expect(withoutMoves(tty.printed()).trimEnd()).toMatch(/Hearth · 1\n {2}It is Monday\.\n\s*ana> half a$/)
    await tty.press('line', enter)
    expect((await tty.bot.answered(1))[0]?.text).toBe('half a line')
    await tty.adapter.stop()
  })

  it.each([
    ['typed', [], 0],
    ['corrected', [left, 'x'], 2],
  ])('loses nothing of a message above a long line that was %s', async (_how, keys, rows) => {
    const tty = await openTty(false)
    await tty.press('a line that goes on, '.repeat(5), ...keys)
    const before = tty.printed().length
    await tty.adapter.send('console:@ana', [text('It is Monday.')])
    const [, free = ''] = /Monday\.\n(\n*)/.exec(tty.printed().slice(before)) ?? []
    const [, back = '0'] = new RegExp(`Monday\\.\\s*${esc}\\[(\\d+)A`).exec(tty.printed().slice(before)) ?? []
    // Readline goes up before it draws the line again: those rows must be free.
    expect([free.length, Number(back)]).toEqual([rows, rows])
    await tty.adapter.stop()
  })

  it('is left with Ctrl-C as well', async () => {
    const tty = await openTty(false)
    await tty.press(String.fromCharCode(3))
    await tty.adapter.finished
  })

  it('has colors if it can show them, and none otherwise', async () => {
    const card = [text('Choose.'), buttons(button('Go', 'go'))]
    const [colorful, plain] = [await openTty(true), await openTty(false)]
    for (const tty of [colorful, plain]) await tty.adapter.send('console:@ana', card)
    expect(colorful.printed()).toContain(`${esc}[1mGo${esc}[22m`)
    expect(plain.printed()).not.toMatch(new RegExp(`${esc}\\[\\d*m`))
    for (const tty of [colorful, plain]) await tty.adapter.stop()
  })

  it('wraps to the width the window has at that moment', async () => {
    const tty = await openTty(false)
    const words = [text('one two three four five six seven eight nine ten')]
    await tty.adapter.send('console:@ana', words)
    tty.output.columns = 24
    await tty.adapter.send('console:@ana', words)
    expect(tty.printed()).toContain('  one two three four five six seven\n')
    expect(tty.printed()).toContain('  one two three four\n')
    await tty.adapter.stop()
  })

  it('stops while it waits for a line', async () => {
    const tty = await openTty(false)
    await tty.adapter.stop()
    await tty.adapter.finished
    await tty.press('too late', enter)
    expect(await tty.bot.received(0)).toEqual([])
  })
})
