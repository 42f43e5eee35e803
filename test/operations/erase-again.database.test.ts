import { expect, it, onTestFinished } from 'vitest'
import { personalDataInventory } from '../../src/app/personal-data.ts'
import { kind, type Schedule, schedules } from '../../src/core/store.ts'
import { eraseAgain } from '../../src/operations/erase-again.ts'
import { newSchema, url } from '../postgres/schema.ts'

const notes = kind<{ text: string }>('note')

async function database() {
  const place = await newSchema()
  const address = new URL(url)
  address.searchParams.set('options', `-c search_path=${place.schema}`)
  const store = await place.open()
  onTestFinished(async () => {
    await store.close()
    await place.remove()
  })
  return { store, address: address.href, ...place }
}

it('What was erased since a backup of a database is erased again in it, and nothing else is changed', async () => {
  const newest = await database()
  const restored = await database()
  for (const { store } of [newest, restored])
    await store.update('one', async tx => {
      for (const id of ['gone', 'redacted', 'changed', 'kept'])
        await tx.put(notes, id, { text: `${id} of ana` })
      await tx.put(schedules, 'due', { nextRunAt: 5, attempts: 0 } as Schedule)
    })
  await newest.store.purge('two', tx => tx.put(notes, 'erased before', { text: '' }))
  // As if the backup had been made now.
  await restored.admin.query(`insert into erasures select * from ${newest.schema}.erasures`)
  await newest.store.update('one', tx => tx.put(notes, 'changed', { text: 'newer' }))
  await newest.store.purge('one', async tx => {
    await tx.delete(notes, 'gone')
    await tx.delete(schedules, 'due')
    await tx.put(notes, 'redacted', { text: 'redacted of a colleague' })
  })

  const again = () =>
    eraseAgain({
      newest: newest.address,
      store: restored.store,
      database: restored.address,
      inventory: personalDataInventory,
    })
  expect(await again()).toEqual({ documents: 3, people: 0 })
  expect(Object.fromEntries(await restored.store.list('one', notes))).toEqual({
    redacted: { text: 'redacted of a colleague' },
    changed: { text: 'changed of ana' },
    kept: { text: 'kept of ana' },
  })
  expect(await restored.store.list('one', schedules)).toEqual([])
  expect(await restored.store.list('two', notes)).toEqual([])
  expect(await again()).toEqual({ documents: 0, people: 0 })
})
