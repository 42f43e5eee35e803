import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { entries } from '../../../adapters/web/journal.ts'
import { openRecordingBot } from '../../contracts/adapter/handlers.ts'
import { webScene } from './scene.ts'

describe('A form that is sent in the browser', () => {
  let scene: Awaited<ReturnType<typeof webScene>>
  let bot: ReturnType<typeof openRecordingBot>
  beforeEach(async () => {
    scene = await webScene()
    bot = openRecordingBot()
    await scene.adapter.start(bot.hearth)
  })
  afterEach(() => scene.close())

  /** What the form of the page sends, once a file was chosen. */
  function send(fields: Record<string, string | Blob>, headers: Record<string, string> = {}) {
    const body = new FormData()
    for (const [name, value] of Object.entries(fields))
      if (typeof value === 'string') body.append(name, value)
      else body.append(name, value, value instanceof File ? value.name : 'spring tea.docx')
    return fetch(`${scene.origin}/as/ana/send`, {
      method: 'POST',
      headers: { origin: scene.origin, 'sec-fetch-site': 'same-origin', accept: 'text/html', ...headers },
      body,
      redirect: 'manual',
    })
  }

  it('takes a file, and hands it to Hearth with its name', async () => {
    const page = await scene.visitor('ana').page('/')
    expect(page('form#send').attr('enctype')).toBe('multipart/form-data')
    expect(page('label[for=file]').text()).toMatch(/First I show what is in it/)
    const answer = await send({ place: '@ana', file: new Blob([Uint8Array.from([0, 255, 13, 10])]) })
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/as/ana/#end'])
    const [incoming] = await bot.answered(1)
    expect(incoming).toMatchObject({ kind: 'command', text: 'import', file: { name: 'spring tea.docx' } })
    expect([...(incoming?.file?.bytes ?? [])]).toEqual([0, 255, 13, 10])
    expect((await scene.visitor('ana').page('/'))('#entries').text()).toContain(
      'Sent a file: spring tea.docx',
    )
  })

  it('is kept by a name that every store can hold, as is whatever is typed', async () => {
    await send({ place: '@ana', file: new File(['x'], `${'a'.repeat(199)}😀.md`) })
    await scene.visitor('ana').say({ place: '@ana', line: 'no\0thing' })
    const [sent, typed] = await bot.answered(2)
    expect([sent?.file?.name.isWellFormed(), typed?.text]).toEqual([true, 'nothing'])
    const kept = JSON.stringify(await scene.store.list('console-here', entries))
    expect(kept).not.toMatch(/\\u0000|\\ud[89a-f]/)
  })

  it('leaves nothing where it comes again after its sender was forgotten', async () => {
    const { hearth } = bot
    const again = await webScene()
    await again.adapter.start({ ...hearth, isForgotten: async () => true })
    const file = new File(['x'], 'tea.docx')
    const body = new FormData()
    for (const [name, value] of Object.entries({ id: 'sent-once', place: '@ana', file }))
      body.append(name, value)
    const headers = { origin: again.origin, 'sec-fetch-site': 'same-origin' }
    await fetch(`${again.origin}/as/ana/send`, { method: 'POST', headers, body, redirect: 'manual' })
    expect((await again.visitor('ana').page('/'))('#entries').text()).not.toContain('tea.docx')
    expect(await bot.received(0)).toEqual([])
    await again.close()
  })

  it('is named without signs that turn the direction of reading around', async () => {
    await send({ place: '@ana', file: new File(['x'], 'minutes\u202efdp.md') })
    expect((await bot.answered(1))[0]?.file?.name).toBe('minutesfdp.md')
    expect((await scene.visitor('ana').page('/'))('#entries').text()).toContain('Sent a file: minutesfdp.md')
  })

  it('is seen by nobody else where it is sent in a channel', async () => {
    await send({ place: '#staff', file: new Blob(['x']) })
    await bot.answered(1)
    expect((await scene.visitor('ben').page('/c/staff'))('#entries').text()).not.toContain('spring tea')
  })

  it('is refused in a sentence where it has 20 MB, and where there is none', async () => {
    const large = await send({ place: '@ana', file: new Blob([new Uint8Array(6 * 1024 * 1024)]) })
    expect(large.status).toBe(413)
    expect(await large.text()).toContain('That file is too large for me')
    const none = await send({ place: '@ana' })
    expect([none.status, /No file came with that/.test(await none.text())]).toEqual([400, true])
    expect(await bot.received(0)).toEqual([])
  })

  it('is refused before it is taken apart where it has many parts, whatever stands between them', async () => {
    const part = (boundary: string) => `--${boundary}\r\ncontent-disposition: form-data; name="a"\r\n\r\n\r\n`
    const post = (type: string, body: string) =>
      fetch(`${scene.origin}/as/ana/send`, {
        method: 'POST',
        headers: { origin: scene.origin, 'sec-fetch-site': 'same-origin', 'content-type': type },
        body,
      })
    const many = (boundary: string) => `${part(boundary).repeat(60_000)}--${boundary}--\r\n`
    const statuses = [
      await post('multipart/form-data; boundary=x', many('x')),
      await post('multipart/form-data; boundary="x y"', many('x y')),
      await post('multipart/form-data; boundary=absent; boundary=x', many('x')),
      await post('multipart/form-data; other=boundary=absent; boundary=x', many('x')),
      await post('multipart/form-data', many('x')),
    ].map(one => one.status)
    expect(statuses).toEqual([400, 400, 400, 400, 400])
  })

  it('is refused where another page sends it, or what comes is no form', async () => {
    const file = new Blob(['x'])
    const elsewhere = await send(
      { place: '@ana', file },
      { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
    )
    expect(elsewhere.status).toBe(403)
    const broken = await fetch(`${scene.origin}/as/ana/send`, {
      method: 'POST',
      headers: { origin: scene.origin, 'content-type': 'multipart/form-data; boundary=x' },
      body: 'no form',
    })
    expect(broken.status).toBe(400)
    expect(await bot.received(0)).toEqual([])
  })
})
