import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { packageRoot } from '../../src/config/paths.ts'
import { type Paper, paragraph } from '../../src/core/paper.ts'
import { createDrawingBeside } from '../../src/paper/draw-beside.ts'
import { drawn } from '../../src/paper/drawn.ts'
import { readWord } from '../../src/paper/read-word.ts'
import { everyPart } from './every-part.ts'

/** `npm test` has built it. */
const built = pathToFileURL(join(packageRoot(), 'dist/start/draw-worker.js'))

describe('A paper that is drawn beside everything else', () => {
  it('is the same as one that is drawn here, in every form', async () => {
    const [word, page, markdown] = await createDrawingBeside(built)(everyPart, ['word', 'page', 'markdown'])
    expect(page).toBe(await drawn(everyPart, 'page'))
    expect(markdown).toBe(await drawn(everyPart, 'markdown'))
    const here = await drawn(everyPart, 'word')
    expect(await readWord(Buffer.from(word ?? ''))).toEqual(await readWord(Buffer.from(here)))
  })

  it('keeps nobody waiting: the loop turns many times while a long one is drawn', async () => {
    const long: Paper = {
      title: 'Long',
      parts: Array.from({ length: 3000 }, (_, n) => paragraph(`Line ${n}`)),
    }
    const drawBeside = createDrawingBeside(built)
    let rounds = 0
    let over = false
    const count = () => {
      rounds++
      if (!over) setImmediate(count)
    }
    const drawing = drawBeside(long, ['word'])
    count()
    await drawing
    over = true
    // Drawn here, the loop would turn a few dozen times: for the pieces of the zip alone.
    expect(rounds).toBeGreaterThan(1000)
  })

  it('is refused where it cannot be drawn, and the next is drawn', async () => {
    const drawBeside = createDrawingBeside(built)
    const odd = { title: 'Odd', parts: undefined } as unknown as Paper
    await expect(drawBeside(odd, ['page'])).rejects.toThrow()
    expect(await drawBeside(everyPart, ['page'])).toEqual([await drawn(everyPart, 'page')])
  })

  it('is refused where its thread ends, and does not wait for ever', async () => {
    const drawBeside = createDrawingBeside(new URL('data:text/javascript,throw new Error("no memory")'))
    await expect(drawBeside(everyPart, ['page'])).rejects.toThrow('no memory')
    await expect(drawBeside(everyPart, ['page'])).rejects.toThrow('no memory')
  })

  it('is drawn also where the thread dies of another that is drawn at the same time, and that one alone is refused', async () => {
    // Two at once are more than it can hold; “fatal” is too much alone.
    const thread = `
      import { parentPort } from 'node:worker_threads'
      let inHand = 0
      parentPort.on('message', async ({ id, paper }) => {
        inHand++
        await new Promise(setImmediate)
        if (inHand > 1 || paper.title === 'fatal') throw new Error('no memory')
        inHand--
        parentPort.postMessage({ id, files: [paper.title] })
      })`
    const drawBeside = createDrawingBeside(new URL(`data:text/javascript,${encodeURIComponent(thread)}`))
    const asked = ['one', 'fatal', 'two', 'three'].map(title => drawBeside({ title, parts: [] }, ['page']))
    const [one, fatal, two, three] = await Promise.allSettled(asked)
    expect([one, two, three].map(drawing => drawing?.status === 'fulfilled' && drawing.value)).toEqual([
      ['one'],
      ['two'],
      ['three'],
    ])
    expect(fatal).toMatchObject({ status: 'rejected', reason: { message: 'no memory' } })
    expect(await drawBeside({ title: 'four', parts: [] }, ['page'])).toEqual(['four'])
  })
})
