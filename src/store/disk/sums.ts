import { setImmediate as letOthersRun } from 'node:timers/promises'
import { crc32 } from 'node:zlib'
import {
  beginningOfLog,
  checkEnd,
  checkFolder,
  checkSum,
  damage,
  type Expected,
  type Head,
  type LogEnd,
  linesAfter,
  sumOf,
} from './format.ts'

/** So many bytes are summed at once: less than a millisecond of work. */
const pieceLength = 512 * 1024

/**
 * Whether a snapshot is as it was written, by its checksum alone and a little at a time: to read the documents of a large one takes
 * seconds, in which nobody else has a turn. @throws {OperatorError}
 */
export async function checkedSnapshot(bytes: Buffer, { newest, folder }: Expected): Promise<Head> {
  const end = bytes.length - 1
  const { from, sum } = sumOf(bytes.toString('utf8', 0, 100), bytes.toString('latin1', end - 1), newest)
  let found = 0
  for (let at = from; at < end; at += pieceLength) {
    found = crc32(bytes.subarray(at, Math.min(at + pieceLength, end)), found)
    await letOthersRun()
  }
  checkSum(found, sum)
  const begin = /^\{"format":(\d+),"crc":"[^"]*","generation":(\d+),(?:"folder":("(?:[^"\\]|\\.)*"),)?"docs":/
  const [, format, generation, quoted] = begin.exec(bytes.toString('utf8', 0, 1_000)) ?? []
  if (!format) throw damage('it does not begin as a file of Hearth')
  const inside = quoted === undefined ? undefined : (JSON.parse(quoted) as string)
  checkFolder(inside, folder)
  return {
    format: Number(format),
    generation: Number(generation),
    ...(inside !== undefined && { folder: inside }),
  }
}

/** The same of a log, with the number of its commits. @throws {OperatorError} */
export async function checkedLog(bytes: Buffer, expected: Expected): Promise<LogEnd & { lines: number }> {
  const log = { ...beginningOfLog(bytes, expected), lines: 0 }
  let summed = 0
  for (const { end, chain } of linesAfter(bytes, log)) {
    summed += end - log.good
    log.good = end
    log.chain = chain
    log.lines += 1
    if (summed < pieceLength) continue
    await letOthersRun()
    summed = 0
  }
  checkEnd(bytes, log.good)
  return log
}
