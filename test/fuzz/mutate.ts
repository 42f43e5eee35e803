import fc from 'fast-check'
import { anyText, anyValue } from './values.ts'

/** Any JSON object. */
export type Json = Record<string, unknown>

/** One thing done to a payload, at one of its places. */
export type Step = { at: number } & (
  | { does: 'set' | 'add'; key: string; value: unknown }
  | { does: 'drop' | 'repeat' | 'wrap' | 'number' | 'text' }
)

/** Names that are special somewhere. */
const key = fc.oneof(
  fc.constantFrom(
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'length',
    'then',
    'toJSON',
    'type',
    'id',
    '',
  ),
  anyText,
)
const at = fc.nat(10_000)

/** A step that turns what is well-formed into something that is not, mostly. */
export const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ at, does: fc.constant('set' as const), key, value: anyValue }) },
  { weight: 2, arbitrary: fc.record({ at, does: fc.constant('add' as const), key, value: anyValue }) },
  { weight: 3, arbitrary: fc.record({ at, does: fc.constant('drop' as const) }) },
  { weight: 2, arbitrary: fc.record({ at, does: fc.constantFrom('repeat', 'wrap', 'number', 'text') }) },
)

/** The payload after these steps; it itself stays as it is. */
export function mutated(payload: Json, steps: readonly Step[]): Json {
  const copy = structuredClone(payload)
  for (const step of steps) take(step, copy)
  return copy
}

interface Place {
  within: Json
  key: string
}

function take(step: Step, root: Json): void {
  const all = placesIn(root)
  const place = all[step.at % Math.max(all.length, 1)]
  if (!place) return
  const { within, key } = place
  const here = within[key]
  switch (step.does) {
    case 'set':
      set(within, key, step.value)
      break
    case 'add':
      if (Array.isArray(here)) here.push(structuredClone(step.value))
      else set(isObject(here) ? here : root, step.key, step.value)
      break
    case 'drop':
      delete within[key]
      break
    case 'repeat':
      set(within, key, Array.isArray(here) ? [...here, ...here, ...here] : [here, here])
      break
    case 'wrap':
      set(within, key, { [key]: here })
      break
    case 'number':
      set(within, key, typeof here === 'string' && Number.isFinite(Number(here)) ? Number(here) : 7)
      break
    case 'text':
      set(within, key, JSON.stringify(here))
      break
  }
}

/** Every place in it that holds something. */
function placesIn(within: Json): Place[] {
  return Object.keys(within).flatMap(key => {
    const held = within[key]
    return [{ within, key }, ...(isObject(held) ? placesIn(held) : [])]
  })
}

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null

/** Keeps a property named __proto__ a property. */
const set = (within: Json, key: string, value: unknown) =>
  void Object.defineProperty(within, key, {
    // A step is taken more than once.
    value: structuredClone(value),
    enumerable: true,
    configurable: true,
    writable: true,
  })
