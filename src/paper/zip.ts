import { crc32, inflateRawSync } from 'node:zlib'

const endOfDirectory = 0x06054b50
const directoryEntry = 0x02014b50
const localEntry = 0x04034b50

/** What of a zip is read on, at the most: bytes in all, unpacked; bytes and elements of its XML, and how deep they stand in one another. */
export interface ZipLimits {
  unpacked: number
  xml: number
  elements: number
  depth: number
}

/** Small pieces are left behind all over the memory: of forty files that were refused, 400 MB stayed with Hearth. */
const chunkSize = 1024 * 1024

/** The parts of a Word file that hold words, by their names. */
export type XmlParts = ReadonlyMap<string, Buffer>

/**
 * The XML of a zip, if it can be read on without harm. What the zip says of itself is not believed: everything is unpacked once, and no
 * further than the limits. Undefined: it is damaged, or of a kind that Word does not make.
 */
export function xmlWithin(bytes: Uint8Array, limits: ZipLimits): XmlParts | 'too much' | undefined {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const parts = new Map<string, Buffer>()
  try {
    let [size, xml, elements] = [0, 0, 0]
    for (const { name, method, packed } of entriesOf(zip)) {
      if (method !== 0 && method !== 8) return undefined
      const isXml = /\.(?:xml|rels)$/i.test(name)
      const maxOutputLength = isXml ? limits.xml : limits.unpacked
      const whole = method === 0 ? packed : inflateRawSync(packed, { maxOutputLength, chunkSize })
      size += whole.length
      if (isXml) xml += whole.length
      if (size > limits.unpacked || xml > limits.xml) return 'too much'
      if (isXml) {
        const found = elementsIn(whole, limits.elements - elements)
        elements += found.count
        if (found.depth > limits.depth) return undefined
        parts.set(name, whole)
      }
      if (elements > limits.elements) return 'too much'
    }
    return size > 0 ? parts : undefined
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? 'too much' : undefined
  }
}

/** The names in a zip, as it says them, with nothing unpacked; none, where it is damaged. */
export function namesIn(bytes: Uint8Array): ReadonlySet<string> {
  const names = new Set<string>()
  try {
    const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    for (const { name } of entriesOf(zip)) names.add(name)
  } catch {}
  return names
}

/**
 * A zip of these parts and nothing else, as they are. Two programs may find different files in one zip: whoever reads this one finds
 * what was looked at.
 */
export function zipOf(parts: XmlParts): Buffer {
  const files: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const [name, whole] of parts) {
    const named = Buffer.from(name)
    // Versions, flags, method 0, no time, the sum, both sizes, the length of the name, and nothing behind it.
    const about = Buffer.alloc(26)
    about.writeUInt16LE(20, 0)
    about.writeUInt16LE(0x0800, 2)
    about.writeUInt32LE(crc32(whole), 10)
    about.writeUInt32LE(whole.length, 14)
    about.writeUInt32LE(whole.length, 18)
    about.writeUInt16LE(named.length, 22)
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE(at, 10)
    const file = [uint32(localEntry), about, named, whole]
    files.push(...file)
    directory.push(uint32(directoryEntry), Buffer.from([20, 0]), about, rest, named)
    at += file.reduce((sum, one) => sum + one.length, 0)
  }
  const listed = Buffer.concat(directory)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(parts.size, 4)
  end.writeUInt16LE(parts.size, 6)
  end.writeUInt32LE(listed.length, 8)
  end.writeUInt32LE(at, 12)
  return Buffer.concat([...files, listed, uint32(endOfDirectory), end])
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}

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

/**
 * How many elements XML has, and how deep they stand: reading what nests without end takes longer than anybody waits. Looks at nothing
 * twice, and no further than to one more than `most`: so it is done in time with whatever somebody made.
 */
function elementsIn(xml: Buffer, most: number): { count: number; depth: number } {
  let [count, depth, deepest, end] = [0, 0, 0, 0]
  for (let at = xml.indexOf('<'); at >= 0 && count <= most; at = xml.indexOf('<', at + 1)) {
    const next = xml[at + 1]
    if (next === mark || next === question) continue
    if (next === slash) depth--
    else {
      count++
      if (end >= 0 && end <= at) end = xml.indexOf('>', at)
      if (end < 0 || xml[end - 1] !== slash) depth++
      deepest = Math.max(deepest, depth)
    }
  }
  return { count, depth: deepest }
}
