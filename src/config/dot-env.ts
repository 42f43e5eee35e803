import { fromWindows1252 } from '../core/text.ts'

/** What a `.env` file says, and what of it cannot be meant so: each with its line and the cure. */
export interface DotEnv {
  values: Map<string, string>
  faults: string[]
}

/** What people leave between and around what they copy, and nobody sees. */
const unseen = /[\u200b-\u200d\u2060\ufeff]/g
const quotes: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  '`': '`',
  // As word processors write them.
  '“': '”“',
  '”': '”',
  '„': '“”',
  '‘': '’‘',
  '’': '’',
  '«': '»',
}

/** Reads the file as editors save it: UTF-8 with or without a mark, UTF-16, or the one of old Windows. */
export function decodeDotEnv(bytes: Uint8Array): string {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  if (bytes.length > 1 && second === 0) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes.length > 1 && first === 0) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return fromWindows1252(bytes)
  }
}

/**
 * Reads `NAME=value`, as people write it: with `export` before it or a colon in place of the sign, with straight or curly quotes, with
 * a comment behind. `known` are the names that Hearth reads: only of these a fault is told.
 */
export function parseDotEnv(text: string, known: readonly string[]): DotEnv {
  const values = new Map<string, string>()
  const faults: string[] = []
  if (/^\s*\{\\rtf/.test(text))
    return {
      values,
      faults: ['.env is no plain text, but was saved as rich text. Save it again as plain text.'],
    }
  const lines = text.split(/\r\n|\r|\n/)
  for (let at = 0; at < lines.length; at++) {
    const line = (lines[at] ?? '').replace(unseen, '').trim()
    if (line === '' || line.startsWith('#')) continue
    const [name, rest] = split(line, known)
    if (name === undefined) {
      const [word = ''] = line.split(/[\s=:]/)
      if (known.includes(word))
        faults.push(faultAt(at, word, `has no = behind it. Write ${word}=… in one line`))
      continue
    }
    const read = valueIn(rest, lines.slice(at + 1))
    at += read.further
    if (read.fault !== undefined && known.includes(name))
      faults.push(faultAt(at - read.further, name, read.fault))
    else values.set(name, read.value)
  }
  return { values, faults }
}

const faultAt = (at: number, name: string, fault: string) => `.env, line ${at + 1}: ${name} ${fault}.`

/** The name, and all behind the sign. A colon is one only behind a name that Hearth reads. */
function split(line: string, known: readonly string[]): [name: string, rest: string] | [undefined] {
  const [, name, rest = ''] = /^(?:export\s+)?([\w.-]+)\s*=(.*)$/s.exec(line) ?? []
  if (name !== undefined) return [name, rest]
  const [, other, value = ''] = /^(?:export\s+)?["']?([\w.-]+)["']?\s*[:＝：]\s*(.*?),?$/s.exec(line) ?? []
  return other !== undefined && known.includes(other) ? [other, value] : [undefined]
}

interface Value {
  value: string
  /** How many lines more it took. */
  further: number
  fault?: string
}

function valueIn(written: string, following: readonly string[]): Value {
  const value = written.trim()
  const opening = value[0] ?? ''
  const closing = quotes[opening]
  if (closing === undefined) return unquoted(value)
  const end = endOf(value, closing)
  if (end > 0) return { value: inside(value.slice(1, end), opening), further: 0 }
  const last = following.findIndex(line => endOf(` ${line}`, closing) > 0)
  if (last < 0)
    return {
      value: '',
      further: 0,
      fault: `begins with ${opening} and does not end with it. Close it, or leave it out`,
    }
  const whole = [value.slice(1), ...following.slice(0, last + 1)].join('\n')
  const text = whole.slice(0, endOf(` ${whole}`, closing) - 1)
  return {
    value: inside(text, opening),
    further: last + 1,
    fault: `begins with ${opening}, which is closed ${last === 0 ? 'one line' : `${last + 1} lines`} later. Close it in the same line, or leave it out`,
  }
}

/** Where a quoted value ends. */
function endOf(value: string, closing: string): number {
  const ends = [...closing].map(one => value.indexOf(one, 1)).filter(at => at > 0)
  return ends.length > 0 ? Math.min(...ends) : -1
}

/** In double quotes, \n is a line break, as in every reader of such files. */
const inside = (text: string, opening: string): string =>
  opening === '"' ? text.replaceAll('\\n', '\n') : text

/** A comment begins with a # behind a space; without one it is part of the value, as in a password. */
function unquoted(value: string): Value {
  const at = value.search(/(^|\s)#/)
  if (at < 0) return { value, further: 0 }
  const [before, behind] = [value.slice(0, at).trim(), value.slice(at).trim()]
  const isComment = before === '' || /^#(\s|#|$)/.test(behind)
  return {
    value: before,
    further: 0,
    ...(!isComment && {
      fault: `holds “ #”, and what is behind it may be a comment or part of it. Put the value in single quotes; or write “# ” with a space, if it is a comment`,
    }),
  }
}
