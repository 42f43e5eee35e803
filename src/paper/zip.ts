import { inflateRawSync } from 'node:zlib'

const endOfDirectory = 0x06054b50
const directoryEntry = 0x02014b50
const localEntry = 0x04034b50

/** What of a zip is read on, at the most: bytes in all, unpacked; elements of its XML, and how deep they stand in one another. */
export interface ZipLimits {
  unpacked: number
  elements: number
  depth: number
}

/**
 * Whether a zip can be read on without harm. What it says of itself is not believed: everything is unpacked once, and no further than
 * the limits. Undefined: it is damaged, or of a kind that Word does not make.
 */
export function zipWithin(bytes: Uint8Array, limits: ZipLimits): 'within' | 'too much' | undefined {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    let [size, elements] = [0, 0]
    for (const { name, method, packed } of entriesOf(zip)) {
      if (method !== 0 && method !== 8) return undefined
      const whole = method === 0 ? packed : inflateRawSync(packed, { maxOutputLength: limits.unpacked })
      size += whole.length
      if (/\.(?:xml|rels)$/i.test(name)) {
        const found = elementsIn(whole)
        elements += found.count
        if (found.depth > limits.depth) return undefined
      }
      if (size > limits.unpacked || elements > limits.elements) return 'too much'
    }
    return size > 0 ? 'within' : undefined
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? 'too much' : undefined
  }
}

/** What the directory at the end of a zip lists. @throws {RangeError} where it points outside */
function* entriesOf(zip: Buffer): Generator<{ name: string; method: number; packed: Buffer }> {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]))
  if (end < 0 || zip.readUInt32LE(end) !== endOfDirectory) return
  let at = zip.readUInt32LE(end + 16)
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    if (zip.readUInt32LE(at) !== directoryEntry) throw new RangeError('no entry where one was said to be')
    const method = zip.readUInt16LE(at + 10)
    const length = zip.readUInt32LE(at + 20)
    const head = zip.readUInt32LE(at + 42)
    if (zip.readUInt32LE(head) !== localEntry) throw new RangeError('no file where one was said to be')
    const start = head + 30 + zip.readUInt16LE(head + 26) + zip.readUInt16LE(head + 28)
    if (start + length > zip.length) throw new RangeError('a file goes beyond the end')
    const name = zip.toString('utf8', at + 46, at + 46 + zip.readUInt16LE(at + 28))
    yield { name, method, packed: zip.subarray(start, start + length) }
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32)
  }
}

const [slash, mark, question] = [...'/!?'].map(sign => sign.charCodeAt(0))

/** How many elements XML has, and how deep they stand: reading what nests without end takes longer than anybody waits. */
function elementsIn(xml: Buffer): { count: number; depth: number } {
  let [count, depth, deepest] = [0, 0, 0]
  for (let at = xml.indexOf('<'); at >= 0; at = xml.indexOf('<', at + 1)) {
    const next = xml[at + 1]
    if (next === mark || next === question) continue
    if (next === slash) depth--
    else {
      count++
      const end = xml.indexOf('>', at)
      if (end < 0 || xml[end - 1] !== slash) depth++
      deepest = Math.max(deepest, depth)
    }
  }
  return { count, depth: deepest }
}
