import { resolve } from 'node:path'
import { makeDurableFolder } from './disk/files.ts'
import { JsonStore } from './json-store.ts'
import { defaults, type JsonStoreOptions } from './settings.ts'

export type { JsonStore, JsonStoreOptions }

/** Opens the store that needs nothing but a folder: one lowdb for each workspace. One process at a time. */
export async function openJsonStore(folder: string, options: JsonStoreOptions = {}): Promise<JsonStore> {
  const settings = { ...defaults, ...options }
  const root = resolve(folder)
  await makeDurableFolder(settings.files, root)
  const lock = await settings.lock(root, options)
  const store = new JsonStore(root, lock, settings)
  try {
    await store.load()
    return store
  } catch (error) {
    await store.close()
    throw error
  }
}
