import { kind } from '../../../src/core/store.ts'
import { type JsonStore, openJsonStore } from '../../../src/store/json.ts'
import { everything, ForgetfulDisk } from '../../store/forgetful-disk.ts'
import { damageOne, type Shelf } from '../damages.ts'
import type { Plan } from '../plan.ts'
import { judged, type Row } from '../table.ts'

const root = '/data'
const updates = 120
const marks = kind<{ n: number; text: string }>('mark')
/** Grown: with a snapshot, a log and the generation before. Young: all it has is in its log. */
const libraries = { grown: 6_000, young: Number.POSITIVE_INFINITY }
type Age = keyof typeof libraries

/**
 * Files of one library are damaged in every way, and the store is opened on them: it has all that was saved or refuses with a
 * name, changes nothing of what it refuses, and serves the other libraries. What is left of two damages at once may be less.
 */
export async function damage({ damages, random }: Plan): Promise<Row> {
  const whole = { grown: await build('grown'), young: await build('young') }
  const sum = { whole: 0, shorter: 0, refused: 0, lost: 0, crashed: 0, changed: 0, others: 0 }
  const found: string[] = []
  for (let run = 0; run < damages; run++) {
    const age: Age = random() < 0.7 ? 'grown' : 'young'
    const disk = whole[age].afterCut(everything)
    const shelf = { files: await filesOf(disk, 'victim'), other: await filesOf(disk, 'other') }
    const done = [damageOne(shelf, random), ...(random() < 0.2 ? [damageOne(shelf, random)] : [])].filter(
      Boolean,
    )
    await put(disk, shelf)
    const outcome = await look(disk, shelf, done.length)
    sum[outcome]++
    if (!['whole', 'refused'].includes(outcome)) found.push(`${outcome}: ${age}, ${done.join(', ')}`)
  }
  for (const one of found.slice(0, 20)) console.error(one)
  return judged({
    what: 'damaged files: flipped, cut, zeroed, swapped, doubled, deleted, older, another’s',
    tried: `${damages} damages`,
    lost: sum.lost,
    doubled: 0,
    stuck: sum.others,
    note: `${sum.whole} did no harm, ${sum.refused} refused by name, ${sum.changed} overwritten; ${sum.shorter} shorter after two damages at once`,
    missed: [
      ...(sum.crashed > 0 ? [`${sum.crashed} ended in something else than a refusal`] : []),
      ...(sum.changed > 0 ? [`${sum.changed} damaged files were changed`] : []),
    ],
  })
}

type Outcome = 'whole' | 'shorter' | 'refused' | 'lost' | 'crashed' | 'changed' | 'others'

async function look(disk: ForgetfulDisk, { files }: Shelf, damages: number): Promise<Outcome> {
  const store = await open(disk)
  try {
    if ((await stateOf(store, 'other')) !== updates || !(await saves(store, 'other'))) return 'others'
    const state = await stateOf(store, 'victim')
    if (state === 'crashed') return 'crashed'
    const saved = await saves(store, 'victim')
    if (state === 'refused') return !saved && (await untouched(disk, files)) ? 'refused' : 'changed'
    if (!saved) return 'lost'
    if (state === updates) return 'whole'
    // Of two damages the second may have taken away what would have told of the first; but not all of it.
    return damages > 1 && state > 0 ? 'shorter' : 'lost'
  } finally {
    await store.close()
  }
}

/** How many updates are there; each must be as it was saved, and both of its documents. */
async function stateOf(store: JsonStore, workspace: string): Promise<number | 'refused' | 'crashed'> {
  try {
    const documents = new Map(await store.list(workspace, marks))
    const { n: last = 0, text = workspace } = documents.get('last') ?? {}
    if (text !== workspace) return 'crashed'
    for (let n = Math.max(1, last - 4); n <= last; n++)
      if (JSON.stringify(documents.get(`m${n % 5}`)) !== JSON.stringify(mark(n))) return 'crashed'
    return last
  } catch (error) {
    return isRefusal(error) ? 'refused' : 'crashed'
  }
}

const saves = (store: JsonStore, workspace: string): Promise<boolean> =>
  save(store, workspace, updates + 1).then(
    () => true,
    () => false,
  )

async function untouched(disk: ForgetfulDisk, files: Shelf['files']): Promise<boolean> {
  for (const [name, bytes] of files)
    if (!(await disk.read(`${root}/ws-victim/${name}`))?.equals(bytes)) return false
  return true
}

const isRefusal = (error: unknown): boolean =>
  ['ECORRUPT', 'EMISSING'].includes((error as { code?: string }).code ?? '')

/** Two libraries that have the same past, word for word another one. */
async function build(age: Age): Promise<ForgetfulDisk> {
  const disk = new ForgetfulDisk('/')
  await disk.makeFolder(root)
  const store = await open(disk, libraries[age])
  for (let n = 1; n <= updates; n++) await Promise.all([save(store, 'victim', n), save(store, 'other', n)])
  await store.close()
  return disk
}

const save = (store: JsonStore, workspace: string, n: number): Promise<void> =>
  store.update(workspace, async tx => {
    await tx.put(marks, `m${n % 5}`, mark(n))
    await tx.put(marks, 'last', { n, text: workspace })
  })

const mark = (n: number) => ({ n, text: 'café '.repeat(n % 7) })

const open = (files: ForgetfulDisk, minLog?: number): Promise<JsonStore> =>
  openJsonStore(root, {
    files,
    log: { warn() {}, error() {} },
    lock: async () => ({ holds: async () => true, release: async () => {} }),
    ...(minLog && { minLog }),
  })

async function filesOf(disk: ForgetfulDisk, workspace: string): Promise<Map<string, Buffer>> {
  const folder = `${root}/ws-${workspace}`
  const files = new Map<string, Buffer>()
  for (const name of await disk.listFiles(folder))
    files.set(name, Buffer.from((await disk.read(`${folder}/${name}`)) ?? []))
  return files
}

async function put(disk: ForgetfulDisk, { files }: Shelf): Promise<void> {
  const folder = `${root}/ws-victim`
  for (const name of await disk.listFiles(folder)) await disk.remove(`${folder}/${name}`)
  for (const [name, bytes] of files) await (await disk.open(`${folder}/${name}`, 'create')).write(bytes)
}
