import { PassThrough, Writable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { createConsoleAdapter } from '../../../adapters/console/index.ts'
import { text } from '../../../src/core/message.ts'
import { openRecordingBot } from '../../contracts/adapter/handlers.ts'
import { openTalk } from './talk.ts'

describe('a pipe', () => {
  it('has all of its lines answered in order, each before the next is read', async () => {
    const talk = await openTalk()
    const events: string[] = []
    talk.bot.answer = async ({ text: line, answer }) => {
      events.push(`heard ${line}`)
      await new Promise(setImmediate)
      await talk.adapter.send(answer.here, [text(`Answer to ${line}`)])
      events.push(`answered ${line}`)
    }
    const lines = Array.from({ length: 3000 }, (_, at) => `line ${at}`)
    const printed = await talk.play(...lines)
    expect(events).toEqual(lines.flatMap(line => [`heard ${line}`, `answered ${line}`]))
    expect(printed).toMatch(/ana> line 1\n\nHearth · 2\n {2}Answer to line 1\n\nana> line 2\n/)
  })

  it('is answered to its last line, also without a line end', async () => {
    const input = new PassThrough()
    const adapter = createConsoleAdapter({ input, output: new PassThrough().resume(), now: () => 7 })
    const bot = openRecordingBot()
    await adapter.start(bot.hearth)
    input.end('one\r\n\r\n   \ntwo')
    await adapter.finished
    expect((await bot.answered(2)).map(one => [one.text, one.person.id, one.at])).toEqual([
      ['one', 'you', 7],
      ['two', 'you', 7],
    ])
  })

  it('is read no further than /quit', async () => {
    const talk = await openTalk()
    await talk.play('one', '/quit', 'two')
    expect(talk.received.map(one => one.text)).toEqual(['one'])
  })

  it('with bytes that are no text is read as well as can be', async () => {
    const input = new PassThrough()
    const adapter = createConsoleAdapter({ input, output: new PassThrough().resume(), now: () => 0 })
    const bot = openRecordingBot()
    await adapter.start(bot.hearth)
    input.end(Buffer.concat([Buffer.from([0xff, 0xfe, 0x00, 0x0a]), Buffer.from('next\n')]))
    await adapter.finished
    expect((await bot.answered(2))[1]?.text).toBe('next')
  })

  it('whose reader has left ends quietly', async () => {
    const complaints = new PassThrough()
    const output = new Writable({
      write: (_chunk, _encoding, done) => done(Object.assign(new Error('gone'), { code: 'EPIPE' })),
    })
    const input = new PassThrough()
    const adapter = createConsoleAdapter({ input, output, errorOutput: complaints, now: () => 0 })
    await adapter.start(openRecordingBot().hearth)
    input.write('one\ntwo\n')
    await adapter.finished
    expect(await adapter.send('console:@you', [text('Anyone there?')])).toBeDefined()
    expect(complaints.read()).toBeNull()
  })

  it('that breaks in another way says so beside the conversation', async () => {
    const complaints = new PassThrough()
    const output = new Writable({ write: (_chunk, _encoding, done) => done(new Error('disk full')) })
    const adapter = createConsoleAdapter({
      input: new PassThrough(),
      output,
      errorOutput: complaints,
      now: () => 0,
    })
    await adapter.start(openRecordingBot().hearth)
    await adapter.finished
    expect(String(complaints.read())).toBe('The terminal: disk full\n')
  })

  it('goes on after a Hearth that breaks its promise never to fail', async () => {
    const talk = await openTalk({ two: [text('Still here.')] })
    const answer = talk.bot.answer
    talk.bot.answer = async incoming => {
      if (incoming.text === 'one') throw new Error('broken')
      await answer(incoming)
    }
    expect(await talk.play('one', 'two')).toContain('Still here.')
  })

  it('can be stopped before it was started, and twice', async () => {
    const adapter = createConsoleAdapter({
      input: new PassThrough(),
      output: new PassThrough(),
      now: () => 0,
    })
    await adapter.stop()
    await adapter.stop()
    await adapter.finished
  })
})
