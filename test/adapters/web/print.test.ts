import { createHash } from 'node:crypto'
import { load } from 'cheerio'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { file } from '../../../src/core/message.ts'
import { pageOf } from '../../../src/paper/page.ts'
import { openRecordingBot } from '../../contracts/adapter/handlers.ts'
import { webScene } from './scene.ts'

const exported = pageOf({
  title: 'Spring tea',
  parts: [
    { type: 'heading', level: 1, text: 'Spring tea' },
    { type: 'answer', text: '</head><script>alert(1)</script><style>* { color: red }</style>' },
  ],
})

describe('A page that was exported', () => {
  let scene: Awaited<ReturnType<typeof webScene>>
  beforeEach(async () => {
    scene = await webScene()
    const bot = openRecordingBot()
    await scene.adapter.start(bot.hearth)
    bot.answer = async ({ answer }) => {
      await scene.adapter.send(answer.here, [
        file('spring-tea.html', exported),
        file('spring-tea.md', '# Tea'),
      ])
    }
    await scene.visitor('ana').say({ place: '@ana', line: 'export' })
    await bot.answered(1)
  })
  afterEach(() => scene.close())

  /** Where the button leads to, behind what stands before every path of ana’s. */
  async function printPath(): Promise<string> {
    const page = await scene.visitor('ana').page('/')
    const links = page('#entries a.button')
    expect(links.map((_, one) => page(one).text()).get()).toEqual(['Print spring-tea.html'])
    return (links.attr('href') ?? '').replace('/as/ana', '')
  }

  it('is printed by a button, and runs nothing but that', async () => {
    const answer = await scene.visitor('ana').get(await printPath())
    const words = await answer.text()
    const page = load(words)
    expect([answer.status, page('h1').text(), page('#print').text()]).toEqual([200, 'Spring tea', 'Print'])
    expect(page('script').length).toBe(1)
    expect(page('blockquote').text()).toContain('<script>alert(1)</script>')
    const style = createHash('sha256').update(page('style').text()).digest('base64')
    const policy = answer.headers.get('content-security-policy') ?? ''
    expect(policy).toContain(`style-src 'self' 'sha256-${style}';`)
    expect(policy).not.toContain('unsafe')
    for (const asset of [page('script').attr('src'), page('link[rel=stylesheet]').attr('href')])
      expect((await fetch(scene.origin + asset)).status).toBe(200)
  })

  it('is for whoever may read it; what is no page is not shown as one', async () => {
    const path = await printPath()
    expect((await scene.visitor('ben').get(path)).status).toBe(404)
    expect((await scene.visitor('ana').get(path.replace(/0$/, '1'))).status).toBe(404)
    expect((await scene.visitor('ana').get(path.replace(/0$/, '7'))).status).toBe(404)
  })
})
