import { expect, it, onTestFinished } from 'vitest'
import { entries } from '../../../adapters/web/journal.ts'
import { limits } from '../../../adapters/web/limits.ts'
import { webPeople } from '../../../adapters/web/people.ts'
import { text } from '../../../src/core/message.ts'
import { openRecordingBot } from '../../contracts/adapter/handlers.ts'
import { openStage } from '../../parity/stage.ts'
import { until } from '../../until.ts'
import { webScene } from './scene.ts'

const workspace = 'console-here'
type Scene = Awaited<ReturnType<typeof webScene>>

const kept = async (scene: Scene) =>
  (await scene.store.list(workspace, entries)).map(([, entry]) => entry).sort((a, b) => a.n - b.n)

it('Whoever has their files made again and again gets what they wrote, and no files of files', async () => {
  let scene: Scene | undefined
  const stage = await openStage({ name: 'Browser', open: async now => (scene = await webScene(now)) })
  onTestFinished(() => stage.close())
  if (!scene) throw new Error('there is no page')
  const { say } = scene
  const there = scene
  await say('ana', 'me', 'note Bring the blue chairs')
  const files = async () =>
    (await kept(there)).flatMap(one => (one.message ?? []).filter(block => block.type === 'file'))
  const sizes: number[] = []
  for (let at = 1; at <= 6; at++) {
    const before = (await files()).length
    await say('ana', 'me', 'hearth export')
    await until(async () => (await files()).length > before)
    const made = (await files()).slice(before)
    expect(JSON.stringify(made)).toContain('Bring the blue chairs')
    sizes.push(JSON.stringify(made).length)
  }
  const [first = 0, second = 0] = sizes
  expect(sizes.at(-1)).toBeLessThan(first + 7 * (second - first))
})

it('A place holds so many characters, however few its messages are: the oldest go, and the newest stays, however long it is', async () => {
  const scene = await webScene()
  onTestFinished(() => scene.close())
  const bot = openRecordingBot()
  await scene.adapter.start(bot.hearth)
  await scene.say('ana', '#staff', '@hearth hello')
  const [asked] = await bot.answered(1)
  const here = asked?.answer.here ?? 'web:x'
  const most = limits.size + limits.slackSize
  for (let at = 0; at < 30; at++) await scene.adapter.send(here, [text(`${at} ${'x'.repeat(300_000)}`)])
  const size = async () => JSON.stringify(await kept(scene)).length
  expect(await size()).toBeLessThan(most * 1.05)
  const card = await scene.adapter.send(here, [text('short')])
  if (!card) throw new Error('nothing was sent')
  await scene.adapter.update(card, [text(`drawn anew ${'y'.repeat(most)}`)])
  const all = await kept(scene)
  expect(all).toHaveLength(1)
  expect(JSON.stringify(all)).toContain('drawn anew')
})

it('What Hearth says of somebody is known by their whole name, and what holds it within a word is not theirs', async () => {
  const scene = await webScene()
  onTestFinished(() => scene.close())
  await scene.adapter.start(openRecordingBot().hearth)
  for (const who of ['ana', 'ben']) await scene.say(who, '#staff', 'hello')
  const { name = '' } = (await scene.adapter.person(workspace, 'ana')) ?? {}
  const here = `web:${workspace}/#staff` as const
  for (const words of [`x${name}x`, `${name}2`, `ask ${name}, please`, `${name}’s step`])
    await scene.adapter.send(here, [text(words)])
  const of = (await kept(scene)).flatMap(one => (one.message ? [one.mentions ?? []] : []))
  // Before these, each was told how Hearth is spoken to.
  expect(of.slice(2)).toEqual([[], [], ['ana'], ['ana']])
})

it('It is remembered how far somebody has read of places that are there, and of no others', async () => {
  const scene = await webScene()
  onTestFinished(() => scene.close())
  await scene.adapter.start(openRecordingBot().hearth)
  await scene.say('ana', '#staff', 'hello')
  const ben = scene.visitor('ben')
  const read = (place: string) =>
    ben.post('/read', [
      ['place', place],
      ['n', '9'],
    ])
  await read('#staff')
  for (let at = 0; at < 40; at++) await read(`#nowhere-${at}`)
  const known = await scene.store.get(workspace, webPeople, 'ben')
  expect(Object.keys(known?.read ?? {})).toEqual(['#staff'])
})
