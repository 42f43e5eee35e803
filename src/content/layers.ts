import type { z } from 'zod'
import { nearest } from '../core/language/did-you-mean.ts'
import { type Allowance, inTime, limits, newAllowance, UnusableFile } from './content-file.ts'
import { filesOf, type Told } from './content-folder.ts'
import { type Checked, type Checker, type Entry, whole } from './entries.ts'
import { cutTexts } from './faults-in-words.ts'
import type { ContentSource, SourceFile } from './source.ts'
import { keyOf, type ReadBefore } from './yaml-file.ts'

/** What need not be read and checked again. */
export interface Known {
  /** Files that were read and checked before are taken as they were then. */
  before: ReadBefore
  /** Told of each that was read and checked now. */
  read?(key: string, value: unknown): void
}

/** One place that content is read from, over those before it, and who is told what of it. */
export interface Layer {
  source: ContentSource
  told: Told
  faults: Set<string>
  notes: Set<string>
}

/** Makes a layer of a source. */
export function layerOf(source: ContentSource): Layer {
  const [faults, notes] = [new Set<string>(), new Set<string>()]
  return {
    source,
    told: { fault: one => faults.add(one), note: one => notes.add(one) },
    faults,
    notes,
  }
}

/** An entry, and where it stands. */
export interface Placed<T> {
  value: T
  file: SourceFile
  told: Told
}

/** Reads the entries of all layers. */
export type LayerReader = ReturnType<typeof createLayerReader>

/** The layers that content is read from, and within which limits. */
export interface LayersOptions {
  built: Layer
  /** Each over those before it. */
  over: readonly Layer[]
  known: Known
  allowance: Allowance
}

/** Makes what reads the built-in content and what libraries put over it. */
export function createLayerReader({ built, over, known, allowance }: LayersOptions) {
  const ours = built.told
  const layers = [built, ...over]
  /** What a library took away, by its kind and id. */
  const retiredIds = new Set<string>()
  return { ours, layers, retiredIds, one, many, check }

  /** Of each layer the one that it has. */
  function one<T>(name: string, schema: z.ZodType<T>): Placed<T>[] {
    const found = layers.flatMap(({ source, told }) =>
      filesOf(source, name, told).flatMap(file => {
        const value = check(name, file, whole(schema), told)
        return value === undefined ? [] : [{ value, file, told }]
      }),
    )
    if (!found.some(({ told }) => told === ours) && built.faults.size === 0)
      ours.fault(`${built.source.nameOf(`${name}.yaml`)} is missing.`)
    return found
  }

  /** All entries, by their ids, each with the ones that it stands in place of. */
  function many<T extends { id: string }>(
    name: string,
    checker: Checker<Entry[]>,
    within = '',
    refused: (entry: Entry, before: T | undefined) => string | undefined = () => undefined,
  ): Map<string, Placed<T>[]> {
    const entries = new Map<string, Placed<T>[]>()
    for (const { source, told } of layers) {
      const here = new Set<string>()
      if (!source.isFolder(within)) continue
      for (const file of filesOf(source, name, told, within)) {
        for (const entry of check(within === '' ? name : `${within}/${name}`, file, checker, told) ?? []) {
          const { id, retired, value } = entry
          const unsafe = told === ours ? undefined : refused(entry, entries.get(id)?.[0]?.value)
          if (unsafe) {
            told.fault(`${file.name}: ${unsafe}`)
            continue
          }
          if (here.has(id)) {
            told.fault(
              `${file.name}: the id “${id}” stands twice in this folder. The first is used; give the other a name of its own.`,
            )
            continue
          }
          here.add(id)
          if (retired) retiredIds.add(`${name}/${id}`)
          if (!retired) entries.set(id, [{ value: value as T, file, told }, ...(entries.get(id) ?? [])])
          else if (!entries.delete(id))
            told.note(`${file.name}: there is no “${id}” that could be retired. ${didYouMean(id, entries)}`)
        }
      }
    }
    return entries
  }

  /** What is a library's own is read within limits; what is ours takes as long as it takes. */
  function check<T>(name: string, file: SourceFile, checker: Checker<T>, told: Told): T | undefined {
    const isOurs = told === ours
    const found = usable((): Checked<T> => {
      const { text, told: asSaved } = file.read(limits.fileBytes, isOurs ? newAllowance() : allowance)
      if (asSaved) told.note(`${file.name}: ${asSaved}`)
      if (!isOurs)
        for (const { line, ends } of cutTexts(text))
          told.note(
            `${file.name}:${line}: the text ends at “… ${ends}”: what stands behind “ #” is not read. If it belongs to the text, put all of it between quotation marks.`,
          )
      const key = keyOf(name, text)
      if (known.before[key] !== undefined) return { value: known.before[key] as T, faults: [] }
      const checked = isOurs ? checker(text) : inTime(allowance, () => checker(text))
      if (checked.faults.length === 0) known.read?.(key, checked.value)
      return checked
    })
    for (const fault of found.faults.slice(0, limits.faults)) told.fault(`${file.name}:${fault}`)
    if (found.faults.length > limits.faults)
      told.fault(`${file.name}: and ${found.faults.length - limits.faults} more like these.`)
    return found.value
  }
}

/** Entries by their ids, each with the ones that it stands in place of. */
export type Placements<T> = ReadonlyMap<string, readonly Placed<T>[]>

/** What counts of each: the last that was put there. */
export const valuesOf = <T>(entries: Placements<T>): T[] =>
  [...entries.values()].flatMap(([first]) => (first ? [first.value] : []))

/** The entry that was perhaps meant. */
export function didYouMean(id: string, entries: ReadonlyMap<string, unknown>): string {
  const [near] = nearest(id, entries.keys(), 1)
  return near ? `Did you mean “${near}”?` : 'Look at how its id is written.'
}

/** A file that cannot be used at all is a fault as well. */
export function usable<T>(read: () => Checked<T>): Checked<T> {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof UnusableFile)) throw error
    return { faults: [` ${error.message}`] }
  }
}
