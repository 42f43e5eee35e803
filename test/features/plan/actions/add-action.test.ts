import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { packageRoot } from '../../../../src/config/paths.ts'
import { planActions } from '../../../../src/features/plan/actions/index.ts'
import { openChat } from '../../../chat.ts'
import { idOf } from '../../../full-use.ts'
import { cheer } from './cheer.ts'

let chat: Awaited<ReturnType<typeof openChat>>
beforeEach(async () => {
  chat = await openChat({ planActions: [...planActions, cheer] })
})
afterEach(() => chat.close())

const say = (line: string, where = 'ana') => {
  chat.at += 1
  return chat.say('ana', where, line)
}
const type = (line: string) => chat.type('ana', 'ana', line)
const kept = 'I saved that with “Spring coffee”'

/** A plan whose questions were stopped, so that they wait for no answer. */
async function plan(name: string): Promise<string> {
  await say(`plan dm ${name}`)
  await type('stop')
  return idOf(chat, name)
}

describe('An action that is added to the table', () => {
  it('is typed by its name, by another word for it, by the plan’s name, and as a phrase', async () => {
    await plan('Spring coffee')
    for (const line of [
      'plan cheer Well done, all',
      'plan APPLAUD Well done, all',
      'plan Spring coffee: cheer Well done, all',
      'plan 1 cheer Well done, all',
      'cheer Well done, all',
    ])
      expect(await say(line), line).toMatch(new RegExp(`${kept}.*[\\s\\S]*Well done, all`))
  })

  it('asks which plan is meant where there are several, and is done with the one that is chosen', async () => {
    await plan('Spring coffee')
    await plan('Book swap')
    expect(await say('plan cheer Well done')).toMatch(/Which plan do you mean\?/)
    expect(await type('1')).toContain(kept)
  })

  it('asks back, and takes the next line for the answer', async () => {
    await plan('Spring coffee')
    expect(await say('plan cheer')).toMatch(/What do you want to say about “Spring coffee”\?/)
    expect(await type('They came back')).toMatch(new RegExp(`${kept}[\\s\\S]*They came back`))
  })

  it('is heard in the plan’s own thread without the word “plan”, and surely its own while a question waits', async () => {
    await plan('Spring coffee')
    const thread = chat.shown.find(one => one.to === 'test:ana')?.card.thread.replace('test:', '') ?? ''
    expect(await chat.type('ana', thread, 'cheer Well done')).toContain(kept)
    await say('gathering dm Book swap')
    expect(await type('plan cheer Well done')).toContain(kept)
  })

  it('is shown where the plan stands, and not done with a plan that is finished', async () => {
    const id = await plan('Spring coffee')
    await say(`plan @${id} finish`)
    expect(await say(`plan @${id} cheer Well done`)).toMatch(/It’s finished/)
  })

  it('is the one that CONTRIBUTING shows, but for the order of its imports, which goes by their paths', () => {
    const root = packageRoot()
    const record = readFileSync(join(root, 'test/features/plan/actions/cheer.ts'), 'utf8')
      .replaceAll('../../../../src/features/plan/actions/', './')
      .replaceAll('../../../../src/features/plan/', '../')
      .replaceAll('../../../../src/features/', '../../')
      .replaceAll('../../../../src/', '../../../')
    const shown = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8').match(
      /```ts\n(?:(?!```)[\s\S])*export const cheer[\s\S]*?```/,
    )?.[0]
    const lines = (text: string) => text.split('\n').filter(one => one !== '' && !one.startsWith('```'))
    const code = (text: string) => lines(text).filter(one => !one.startsWith('import '))
    const imports = (text: string) =>
      lines(text)
        .filter(one => one.startsWith('import '))
        .sort()
    expect(code(shown ?? '')).toEqual(code(record))
    expect(imports(shown ?? '')).toEqual(imports(record))
  })
})
