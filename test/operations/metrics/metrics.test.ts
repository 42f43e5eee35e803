import { request } from 'node:http'
import { context, trace } from '@opentelemetry/api'
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks'
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  type ReadableSpan,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base'
import { afterEach, describe, expect, it } from 'vitest'
import { nextRun } from '../../../src/core/time/recurrence.ts'
import { createClock } from '../../adapters/slack/clock.ts'
import { moveIn } from '../../adapters/slack/house.ts'
import { refused } from '../../slack/stand-in/faults.ts'
import { seen } from '../../slack/stand-in.ts'

type House = Awaited<ReturnType<typeof moveIn>>
let home: House | undefined
afterEach(async () => {
  await home?.close()
  home = undefined
})

/** The value of a figure, by its name and labels as Prometheus writes them; 0: it is not there yet. */
const figure = (text: string, name: string): number =>
  Number(
    text
      .split('\n')
      .find(line => line.startsWith(`${name} `))
      ?.split(' ')[1] ?? 0,
  )

/** Asks until a figure is what it is to be. */
async function until(house: House, name: string, isSo: (value: number) => boolean): Promise<string> {
  for (;;) {
    const text = await house.figures()
    if (isSo(figure(text, name))) return text
  }
}

const answers = 'hearth_answer_seconds_count{platform="slack",outcome="ok"}'

describe('the figures of how Hearth runs', () => {
  it('count what was answered and saved, how a request over HTTP ended, and which libraries there are', async () => {
    home = await moveIn({ metrics: true })
    const before = figure(await home.figures(), 'hearth_save_seconds_count{method="update",outcome="ok"}')
    await home.slack.slash('ada', '#staff', '/hearth', 'note soup on Friday')
    const text = await until(home, answers, count => count === 1)
    expect(figure(text, 'hearth_acknowledge_seconds_count{platform="slack",outcome="ok"}')).toBe(1)
    expect(figure(text, 'hearth_save_seconds_count{method="update",outcome="ok"}')).toBeGreaterThan(before)
    expect(figure(text, 'hearth_http_requests_total{path="/slack/events",status="200"}')).toBe(1)
    expect(figure(text, 'hearth_libraries{platform="slack"}')).toBe(1)
    expect(figure(text, 'hearth_reminders_behind_seconds')).toBe(0)
    expect(text).toMatch(/^process_cpu_seconds_total \d/m)
  })

  it('count what the platform refused, by method, and each line of the log, by level', async () => {
    home = await moveIn({ metrics: true })
    home.slack.fail('chat.postMessage', refused('internal_error'))
    await home.slack.slash('ada', '#staff', '/icebreaker', 'every monday 9:00 teens')
    const text = await until(home, 'hearth_log_lines_total{level="error"}', count => count > 0)
    const refusals = text.match(
      /^hearth_send_seconds_count\{platform="slack",method="send",outcome="(?!ok)\S+"\} [1-9]/m,
    )
    expect(refusals).not.toBeNull()
    expect(figure(text, 'hearth_log_lines_total{level="error"}')).toBe(home.logged.length)
  })

  it('are told by an address or a name of one’s own network, and to no page that a stranger’s name leads here', async () => {
    home = await moveIn({ metrics: true })
    const port = home.figuresPort()
    const status = (host: string) =>
      new Promise((resolve, reject) => {
        request({ host: '127.0.0.1', port, path: '/metrics', headers: { host } }, response => {
          response.resume()
          resolve(response.statusCode)
        })
          .on('error', reject)
          .end()
      })
    for (const host of [
      '127.0.0.1',
      '[::1]:9464',
      'hearth:9464',
      'hearth.monitoring.svc.cluster.local',
      'hearth.lan',
    ])
      expect([host, await status(host)]).toEqual([host, 200])
    for (const host of [
      'rebound.example.com',
      'hearth.lan.example.com:9464',
      'lan.',
      'localhost@evil.example',
    ])
      expect([host, await status(host)]).toEqual([host, 403])
    expect(await status('metrics.hearth.example.org')).toBe(200)
  })

  it('tell how late a reminder came up', async () => {
    const clock = createClock()
    home = await moveIn({ metrics: true, clock })
    const { slack } = home
    await slack.slash('ada', '#staff', '/icebreaker', 'every monday 9:00 teens')
    clock.goTo(nextRun({ weekdays: [1], hh: 9, mm: 0, tz: 'Europe/Berlin' }, Date.now()) + 20_000)
    await slack.until(() => slack.posted('#staff').find(one => /How to pass/.test(seen(one).text)))
    const text = await until(home, 'hearth_reminder_seconds_count{outcome="ok"}', count => count === 1)
    expect(figure(text, 'hearth_reminder_late_seconds_bucket{le="15"}')).toBe(0)
    expect(figure(text, 'hearth_reminder_late_seconds_bucket{le="30"}')).toBe(1)
  })

  it('name nobody, no place and no library', async () => {
    home = await moveIn({ metrics: true })
    await home.slack.slash('ada', '#staff', '/hearth', 'note soup on Friday')
    await fetch(`${home.url()}/calendar/a-secret-address.ics`)
    const text = await until(home, answers, count => count === 1)
    expect(text).not.toMatch(/\b(ada|staff|soup|a-secret-address)\b|\b[UCTDW]0[A-Z]{2,}/i)
    expect(text).toMatch(/path="other",status="404"/)
  })

  it('are not there where nobody asked for them', async () => {
    home = await moveIn()
    expect((await fetch(`${home.url()}/metrics`)).status).toBe(404)
    await expect(home.figures()).rejects.toThrow()
  })
})

describe('spans', () => {
  it('go to the SDK that was loaded: what was saved and sent stands under what was asked', async () => {
    const exporter = new InMemorySpanExporter()
    const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] })
    trace.setGlobalTracerProvider(provider)
    context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable())
    try {
      home = await moveIn({ traces: true })
      await home.slack.slash('ada', '#staff', '/icebreaker', 'every monday 9:00 teens')
      const asked = await home.slack.until(() =>
        exporter.getFinishedSpans().find(one => one.name === 'hearth.answer'),
      )
      const spans = exporter.getFinishedSpans()
      const parentOf = (span: ReadableSpan) =>
        spans.find(one => one.spanContext().spanId === span.parentSpanContext?.spanId)
      const below = spans.filter(one => parentOf(one) === asked).map(one => one.name)
      expect(below).toContain('hearth.save')
      expect(below).toContain('hearth.send')
      expect(JSON.stringify(spans.map(one => one.attributes))).not.toMatch(/ada|T0|C0/)
    } finally {
      trace.disable()
      context.disable()
    }
  })
})
