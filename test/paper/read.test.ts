import fc from 'fast-check'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { plainText } from '../../src/core/message.ts'
import { answer, section, title } from '../../src/core/paper.ts'
import { UserError } from '../../src/core/user-error.ts'
import { markdownOf, quoted } from '../../src/paper/markdown.ts'
import { readLimits, readPaper } from '../../src/paper/read.ts'
import { unquoted } from '../../src/paper/read-markdown.ts'
import { wordOf } from '../../src/paper/word.ts'
import { everyPart, oddWords } from './every-part.ts'

const markdown = (text: string) => readPaper({ name: 'a.md', bytes: strToU8(text) })
const word = (bytes: Uint8Array, name = 'a.docx') => readPaper({ name, bytes })
/** What is said of a file that cannot be read. */
const refusal = async (reading: Promise<unknown>) => {
  const error = await reading.then(
    () => expect.fail('it was read'),
    (one: unknown) => one,
  )
  expect(error).toBeInstanceOf(UserError)
  return plainText((error as UserError).answer)
}
/** A zip in its three parts: the files, the directory of them, and how many there are. */
function zipOfFile(bytes: Uint8Array) {
  const zip = Buffer.from(bytes)
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]))
  const at = zip.readUInt32LE(end + 16)
  return {
    files: zip.subarray(0, at),
    directory: zip.subarray(at, end),
    count: zip.readUInt16LE(end + 10),
    end: zip.subarray(end),
  }
}
type Zip = ReturnType<typeof zipOfFile>

/** A directory whose files begin so much later. */
function later({ directory }: Zip, by: number): Buffer {
  const moved = Buffer.from(directory)
  for (let at = 0; at < moved.length; ) {
    moved.writeUInt32LE(moved.readUInt32LE(at + 42) + by, at + 42)
    at += 46 + moved.readUInt16LE(at + 28) + moved.readUInt16LE(at + 30) + moved.readUInt16LE(at + 32)
  }
  return moved
}

function endOf({ end, count }: Zip, { offset, size }: { offset: number; size: number }): Buffer {
  const bytes = Buffer.from(end)
  bytes.writeUInt16LE(count, 8)
  bytes.writeUInt16LE(count, 10)
  bytes.writeUInt32LE(size, 12)
  bytes.writeUInt32LE(offset, 16)
  return bytes
}

/** Two Word files in one zip: which one is found depends on who reads. */
const twoInOne: Readonly<Record<string, (shown: Zip, hidden: Zip) => Uint8Array>> = {
  'more files are listed than it counts': (shown, hidden) => {
    const files = Buffer.concat([shown.files, hidden.files])
    const directory = Buffer.concat([shown.directory, later(hidden, shown.files.length)])
    return Buffer.concat([files, directory, endOf(shown, { offset: files.length, size: directory.length })])
  },
  'something stands before it': (shown, hidden) => {
    const offset = Math.max(hidden.files.length, shown.files.length)
    const before = Buffer.alloc(offset + shown.directory.length)
    shown.files.copy(before)
    shown.directory.copy(before, offset)
    const gap = Buffer.alloc(offset - hidden.files.length)
    const size = hidden.directory.length
    return Buffer.concat([before, hidden.files, gap, hidden.directory, endOf(shown, { offset, size })])
  },
  'a larger directory stands beside the usual one': (shown, hidden) => {
    const directory = later(hidden, shown.files.length + shown.directory.length)
    const files = Buffer.concat([shown.files, shown.directory, hidden.files])
    const large = Buffer.alloc(56)
    large.write('PK\x06\x06', 'latin1')
    large.writeBigUInt64LE(44n, 4)
    large.writeBigUInt64LE(BigInt(hidden.count), 24)
    large.writeBigUInt64LE(BigInt(hidden.count), 32)
    large.writeBigUInt64LE(BigInt(directory.length), 40)
    large.writeBigUInt64LE(BigInt(files.length), 48)
    const leads = Buffer.alloc(20)
    leads.write('PK\x06\x07', 'latin1')
    leads.writeBigUInt64LE(BigInt(files.length + directory.length), 8)
    leads.writeUInt32LE(1, 16)
    const end = endOf(shown, { offset: shown.files.length, size: shown.directory.length })
    end.writeUInt16LE(0xffff, 4)
    return Buffer.concat([files, directory, large, leads, end])
  },
}

const oneSentence = /^[A-Z][^\n]{10,200}[.?]$/

describe('words that went onto paper', () => {
  it('come back from Markdown letter for letter, whatever they are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), words => {
        expect(unquoted(quoted(words).split('\n'))).toBe(words)
      }),
    )
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom('\n', '> ', '\\', '*', '# ', '- ', '1. ', ' ', '&#32;', '\t', 'a', '|', '`'),
        ),
        all => {
          const words = all.join('')
          expect(unquoted(quoted(words).split('\n'))).toBe(words)
        },
      ),
    )
  })

  it('come back from Word letter for letter, as far as XML can hold them', async () => {
    const signs = fc.constantFrom('\n', '  ', '\t', '<b>', '&amp;', 'é', '🍰', 'a', '“', ' ', ']]>')
    await fc.assert(
      fc.asyncProperty(fc.array(signs, { minLength: 1 }), async all => {
        const words = `x${all.join('')}x`
        const paper = { title: 'T', parts: [title('T'), answer(words)] }
        expect(await word(await wordOf(paper))).toContainEqual({ type: 'answer', text: words })
      }),
      { numRuns: 20 },
    )
  })

  it('are told apart from what Hearth says, in both forms', async () => {
    const xml = oddWords.replace('\u0001', '')
    for (const [parts, words] of [
      [await markdown(markdownOf(everyPart)), oddWords],
      [await word(await wordOf(everyPart)), xml],
    ] as const) {
      expect(parts.filter(one => one.type === 'answer')).toEqual([{ type: 'answer', text: words }])
      expect(parts.filter(one => one.type === 'about').at(-1)).toMatchObject({ text: 'ana, Nov 23' })
      expect(parts.filter(one => one.type === 'row').at(-1)).toEqual({
        type: 'row',
        cells: ['☐', 'Call <them> | now'],
      })
      expect(parts.filter(one => one.type === 'heading').length).toBe(3)
    }
  })
})

describe('a file that cannot be read', () => {
  it('is refused in a sentence where it is damaged', async () => {
    const whole = await wordOf(everyPart)
    expect(await refusal(word(whole.subarray(0, whole.length / 2)))).toMatch(oneSentence)
    const changed = whole.slice()
    changed.fill(7, 200, 900)
    expect(await refusal(word(changed))).toMatch(oneSentence)
    expect(await refusal(word(strToU8('no Word file at all')))).toMatch(/damaged, or no Word file/)
    expect(await refusal(word(zipSync({ 'a.txt': strToU8('no document') })))).toMatch(
      /damaged, or no Word file/,
    )
    expect(await refusal(word(new Uint8Array()))).toMatch(oneSentence)
  })

  it.each(['a.pdf', 'a.odt', 'photo.png', 'noname'])(
    'is refused in a sentence where it is foreign: %s',
    async name => {
      expect(await refusal(readPaper({ name, bytes: strToU8('%PDF-1.7 and so on') }))).toMatch(
        /Word \(\.docx\) and Markdown/,
      )
    },
  )

  it('is refused in a sentence where it is no text in spite of its name', async () => {
    expect(await refusal(readPaper({ name: 'a.md', bytes: Uint8Array.from([0xfd, 0xfe, 0, 1]) }))).toMatch(
      oneSentence,
    )
  })

  it('is refused with its cure where it is locked with a password', async () => {
    const wrapped = Buffer.concat([
      Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      Buffer.from('EncryptedPackage', 'utf16le'),
    ])
    expect(await refusal(word(new Uint8Array(wrapped)))).toMatch(/protected with a password/)
  })

  it('is refused unread where it has 20 MB', async () => {
    expect(await refusal(word(new Uint8Array(20 * 1024 * 1024)))).toMatch(/too large/)
  })

  it('is refused where a small file would become a large one, whatever it says of itself', async () => {
    const bomb = zipSync({ 'word/document.xml': new Uint8Array(readLimits.unpacked + 1) }, { level: 1 })
    expect(bomb.length).toBeLessThan(readLimits.bytes)
    expect(await refusal(word(bomb))).toMatch(/too large/)
    const long = zipSync({ 'word/document.xml': new Uint8Array(readLimits.xml + 1) }, { level: 1 })
    expect(await refusal(word(long))).toMatch(/too large/)
    const liar = Buffer.from(bomb)
    const entry = liar.lastIndexOf(Buffer.from([0x50, 0x4b, 1, 2]))
    liar.writeUInt32LE(10, entry + 24)
    expect(await refusal(word(new Uint8Array(liar)))).toMatch(/too large/)
  })

  it.each(Object.entries(twoInOne))(
    'is read as it was looked at, where one reader of zips finds other files in it than another: %s',
    async (_, make) => {
      const holding = (words: string) => wordOf({ title: 'T', parts: [title(words)] })
      const [shown, hidden] = await Promise.all([holding('Shown'), holding('Hidden')])
      const parts = await word(make(zipOfFile(shown), zipOfFile(hidden))).catch(error => {
        expect(error).toBeInstanceOf(UserError)
        return []
      })
      expect(JSON.stringify(parts)).not.toContain('Hidden')
    },
  )

  it('is refused where its words stand in a part that Word does not call so', async () => {
    const { unzipSync } = await import('fflate')
    const files = unzipSync(await wordOf({ title: 'T', parts: [title('T')] }))
    files['word/document.bin'] = strToU8('<w:p>'.repeat(200_000))
    delete files['word/document.xml']
    const leads = Buffer.from(files['_rels/.rels'] ?? []).toString()
    expect(leads).toContain('word/document.xml')
    files['_rels/.rels'] = strToU8(leads.replace('word/document.xml', 'word/document.bin'))
    expect(await refusal(word(zipSync(files)))).toMatch(oneSentence)
  })

  it('is refused in a moment, and not after hours, where its XML is nothing but beginnings', async () => {
    const begun = performance.now()
    for (const end of ['', '>', '/>', '</a>']) {
      const xml = strToU8(`${'<'.repeat(2_000_000)}${end}`)
      expect(await refusal(word(zipSync({ 'word/document.xml': xml })))).toMatch(oneSentence)
    }
    expect(performance.now() - begun).toBeLessThan(5_000)
  })

  it('is refused where its XML nests without end', async () => {
    const whole = await wordOf({ title: 'T', parts: [title('T'), section(2, 'A')] })
    const { unzipSync } = await import('fflate')
    const files = unzipSync(whole)
    files['word/document.xml'] = strToU8('<w:p>'.repeat(200_000))
    expect(await refusal(word(zipSync(files)))).toMatch(oneSentence)
  })
})
