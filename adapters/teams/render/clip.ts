import { clip } from '../../../src/core/text.ts'
/** The bytes that a value takes in a message. */
export const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value))

/** How many characters of a text fit into so many bytes; no character is cut in two. */
export function charactersIn(words: string, bytes: number): number {
  let size = 0
  let count = 0
  for (const character of words) {
    size += bytesOf(character) - 2
    if (size + 2 > bytes) return count
    count += character.length
  }
  return count
}

/** Cuts a text at a nearby space, if there is one. */
export function clipAtSpace(text: string, most: number): string {
  const cut = clip(text, most)
  const [words = ''] = /^.*(?=\s)/su.exec(cut) ?? []
  return cut === text || words.length < most / 2 ? cut : `${words.trimEnd()}…`
}

/** Nothing that people type becomes a mention: an invisible character keeps `<at>` from being one. */
export const unmentioning = (text: string): string => text.replace(/<(?=[\s/]*at\b)/gi, '<\u200B')
