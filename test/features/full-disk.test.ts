import { afterEach, describe, expect, it } from 'vitest'
import { plainText } from '../../src/core/message.ts'
import { openChat } from '../chat.ts'
import { diskError, FailingDisk } from '../store/failing-disk.ts'

const hour = 60 * 60_000
const files = new FailingDisk()
let chat: Awaited<ReturnType<typeof openChat>>
afterEach(() => {
  files.fault = () => undefined
  return chat.close()
})

describe('where the disk refuses a save', () => {
  it.each(['ENOSPC', 'EDQUOT', 'EIO', 'EROFS'])(
    'the asker is told for %s that nothing was changed, and nothing was',
    async code => {
      chat = await openChat({ files })
      await chat.say('ana', 'ana', 'gathering dm Spring tea')
      files.fault = operation => (operation === 'write' ? diskError(code) : undefined)
      expect(await chat.type('ana', 'ana', 'We ask the neighbours')).toMatch(
        /could not save that just now, so nothing was changed/,
      )
      files.fault = () => undefined
      await chat.restart()
      expect(await chat.say('ana', 'ana', 'overview')).not.toMatch(/neighbours/)
      expect(await chat.type('ana', 'ana', 'We ask the schools')).toMatch(/2 of 11/)
    },
  )

  it('the asker is told so once more where that did not get through, and never that it was done', async () => {
    chat = await openChat({ files })
    await chat.say('ana', 'ana', 'gathering dm Spring tea')
    files.fault = operation => (operation === 'write' ? diskError('ENOSPC') : undefined)
    const before = chat.tried('test:ana').length
    chat.failWith(new Error('the connection broke'))
    await chat.type('ana', 'ana', 'We ask the neighbours')
    const tried = chat.tried('test:ana').slice(before).map(plainText)
    expect(tried).toHaveLength(2)
    for (const one of tried) expect(one).toMatch(/could not save that just now, so nothing was changed/)
  })

  it('right after a reminder was sent, the reminder is not sent again', async () => {
    chat = await openChat({ files, looksUp: true })
    await chat.say('ana', 'ana', 'plan dm Spring coffee')
    await chat.say('ana', 'ana', 'plan step Call the tutor by 24 Nov')
    await chat.say('ana', 'ana', 'plan remind monday 9:00')
    const [before, failures] = [chat.shown.length, { left: 1 }]
    files.fault = operation =>
      operation === 'write' && chat.shown.length > before && failures.left-- > 0
        ? diskError('ENOSPC')
        : undefined
    await chat.pass(24 * hour)
    const brought = chat.shown.slice(before).map(one => plainText(one.message))
    expect(failures.left).toBeLessThan(1)
    expect(brought).toEqual([expect.stringMatching(/Call the tutor/)])
  })
  it('after a question went out, the asker hears that it is there, not that what they type next was done', async () => {
    chat = await openChat({ files })
    const before = chat.shown.length
    files.fault = operation =>
      operation === 'write' && chat.shown.length > before ? diskError('ENOSPC') : undefined
    const told = await chat.say('ana', '#staff', 'gathering thread Spring tea')
    expect(told).toMatch(/My message is there, but I could not keep where it stands/)
    expect(told).not.toMatch(/not sure my message arrived/)
  })
})
