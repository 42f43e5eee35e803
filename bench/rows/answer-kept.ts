import type { Answered, Asked } from '../contenders/answer.ts'
import { ask } from '../measure/child.ts'
import { freshFolder } from '../measure/folder.ts'
import { alternately } from '../measure/rounds.ts'
import { seedBigWorkspace, seedDocuments } from '../measure/seed.ts'
import { slowDisk } from '../measure/slow-disk.ts'
import { ratios } from '../measure/stats.ts'
import { contender, type Form, figure, type Row } from '../row.ts'

/** Twenty documents of about 1 KB in each workspace. */
const documents = 20
const sizes = { '1 MB': 50, '20 MB': 1_000, '50 MB': 2_500 } as const
type Size = keyof typeof sizes

/** Row 2: an answer in a walk-through, durable before it is acknowledged. */
export async function answerKept(form: Form): Promise<Row> {
  const wanted: Size[] = form.short ? ['1 MB', '20 MB'] : ['1 MB', '20 MB', '50 MB']
  const folders = Object.fromEntries(wanted.map(size => [size, seeded(sizes[size], documents)]))
  const cells: Record<string, Omit<Asked, 'seconds'>> = {
    floor1: over('floor', '20 MB', 1),
    store1: over('store', '20 MB', 1),
    floor16: over('floor', '20 MB', 16),
    store16: over('store', '20 MB', 16),
    small16: over('store', '1 MB', 16),
    large16: over('store', form.short ? '20 MB' : '50 MB', 16),
    lowdb1: over('lowdb', '20 MB', 1),
    lowdb16: over('lowdb', '20 MB', 16),
    oneBig: { way: 'store', folder: '', workspaces: 1, documents: sizes['20 MB'] * documents, callers: 16 },
    compacting: { ...over('store', '1 MB', 16), minLog: 1024 },
  }
  const slow = slowDisk(1)
  if ('env' in slow)
    Object.assign(cells, { slowFloor16: over('floor', '20 MB', 16), slowStore16: over('store', '20 MB', 16) })
  const found = await alternately(Object.keys(cells), form.rounds, name => {
    form.say(name)
    // It compacts once, so each round has one of its own.
    const own = name === 'oneBig' && { folder: bigWorkspace() }
    // lowdb needs about a second for sixteen answers.
    const seconds = Math.max(form.seconds, name === 'lowdb16' ? 2 : 0)
    const env = name.startsWith('slow') && 'env' in slow ? slow.env : {}
    return ask<Answered>(contender('answer'), { ...cells[name], ...own, seconds }, flags, env)
  })
  const of = (cell: string, what: keyof Answered) => (found[cell] ?? []).map(one => one[what])
  return {
    id: '2',
    title: 'An answer in a walk-through, durable before it is acknowledged (1,000 workspaces, 20 MB)',
    figures: [
      figure(
        'one at a time ÷ append + fdatasync',
        '×',
        ratios(of('store1', 'perSecond'), of('floor1', 'perSecond')),
        { least: 0.8 },
      ),
      figure(
        '16 at a time ÷ append + fdatasync',
        '×',
        ratios(of('store16', 'perSecond'), of('floor16', 'perSecond')),
      ),
      ...('env' in slow
        ? [
            figure(
              'a sync takes 1 ms more: 16 at a time ÷ append + fdatasync',
              '×',
              ratios(of('slowStore16', 'perSecond'), of('slowFloor16', 'perSecond')),
              { least: 0.7 },
            ),
            figure('a sync takes 1 ms more: p99 at 16', 'ms', of('slowStore16', 'p99')),
          ]
        : []),
      figure('p99 at 16', 'ms', of('store16', 'p99'), { most: 10 }),
      figure('50 MB: cost ÷ 1 MB', '×', ratios(of('small16', 'perSecond'), of('large16', 'perSecond')), {
        most: 1.5,
      }),
      figure(
        'one at a time ÷ lowdb’s JSONFile',
        '×',
        ratios(of('store1', 'perSecond'), of('lowdb1', 'perSecond')),
        { least: 250 },
      ),
      figure(
        '16 at a time ÷ lowdb’s JSONFile',
        '×',
        ratios(of('store16', 'perSecond'), of('lowdb16', 'perSecond')),
        { least: 250 },
      ),
      figure('longest stall of the event loop, many workspaces', 'ms', of('store16', 'stall'), { most: 50 }),
      figure('longest stall, compacting all the time', 'ms', of('compacting', 'stall'), { most: 50 }),
      figure('longest stall, one workspace of 20 MB that compacts', 'ms', of('oneBig', 'stall'), {
        most: 20,
      }),
      figure('one at a time', 'per s', of('store1', 'perSecond')),
      figure('16 at a time', 'per s', of('store16', 'perSecond')),
      figure('lowdb’s JSONFile, one at a time', 'per s', of('lowdb1', 'perSecond')),
      figure('append + fdatasync, one at a time', 'per s', of('floor1', 'perSecond')),
    ],
    notes: [
      'lowdb’s JSONFile does not sync: what it acknowledged may be lost at a power cut.',
      'On a fast disk the floor shares one sync among all sixteen, and is reported without an aim.',
      ...('lacking' in slow ? [`Not measured: ${slow.lacking}.`] : []),
    ],
  }

  function over(way: Asked['way'], size: Size, callers: number): Omit<Asked, 'seconds'> {
    return { way, folder: folders[size] ?? '', workspaces: sizes[size], documents, callers }
  }
}

function seeded(workspaces: number, each: number): string {
  const folder = freshFolder()
  seedDocuments(folder, workspaces, each)
  return folder
}

function bigWorkspace(): string {
  const folder = freshFolder()
  seedBigWorkspace(folder, sizes['20 MB'] * documents)
  return folder
}

/** As `npm start` sets it, before anything uses the pool. */
const flags = ['--import', 'data:text/javascript,process.env.UV_THREADPOOL_SIZE="16"']
