import { crc32, deflateSync } from 'node:zlib'
import { barLayout, barLength, barsSize } from '../core/bars.ts'
import type { Bar } from '../core/message.ts'

/** The bars alone as a PNG picture of two colors, for a Word that draws no SVG; the table beside it has the words. */
export function barsPng(bars: readonly Bar[]): Buffer {
  const { width, height } = barsSize(bars)
  const lines = Array.from({ length: height }, (_, y) => {
    const line = Buffer.alloc(1 + width)
    const bar = bars[Math.floor(y / barLayout.row)]
    const within = Math.abs((y % barLayout.row) - barLayout.row / 2) <= barLayout.bar / 2
    if (bar?.value !== undefined && within)
      line.fill(1, 1 + barLayout.labels, 1 + barLayout.labels + Math.max(1, barLength(bars, bar)))
    return line
  })
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 3, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from([0xff, 0xff, 0xff, 0x1f, 0x4e, 0x5f])),
    chunk('IDAT', deflateSync(Buffer.concat(lines))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, sum])
}
