import type { Phrases, Said } from './phrases.ts'

/** A sentence with something in it, as it is recognized. */
export interface Pattern {
  shape: RegExp
  /** What of it is fixed, in its order: looking for that costs less than trying the shape. */
  fixed: readonly string[]
  /** How many of its characters are fixed. */
  ownLength: number
  names: readonly string[]
  says: Said
}

/** The sentences with something in them. Of two that fit, the one that says more of its own is meant, so it comes first. */
export function patternsOf(phrases: Phrases['phrases']): Pattern[] {
  const all = [...phrases].filter(([english]) => english.includes('{')).map(patternOf)
  return all.sort((one, other) => other.ownLength - one.ownLength)
}

function patternOf([english, says]: readonly [string, Said]): Pattern {
  const names: string[] = []
  const shape = english
    .split(/(\{\w+#?\})/)
    .map(part => {
      const name = /^\{(\w+#?)\}$/.exec(part)?.[1]
      if (name === undefined) return part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
      names.push(name)
      return name.endsWith('#') ? '(\\d+)' : '(.+?)'
    })
    .join('')
  const fixed = english.split(/\{\w+#?\}/)
  return { shape: new RegExp(`^${shape}$`, 's'), fixed, ownLength: fixed.join('').length, names, says }
}

/** Whether a text begins with the first of these, ends with the last, and has the others between them in their order. */
export function holdsInOrder(text: string, fixed: readonly string[]): boolean {
  let at = 0
  for (const part of fixed) {
    const next = text.indexOf(part, at)
    if (next < 0) return false
    at = next + part.length
  }
  return text.startsWith(fixed[0] ?? '') && text.endsWith(fixed.at(-1) ?? '')
}
