import { afterEach, beforeEach, describe } from 'vitest'
import type { Store } from '../../src/core/store.ts'
import { testDocuments } from '../store/contract/documents.ts'
import { testRefusedInput } from '../store/contract/door.ts'
import { testReminders } from '../store/contract/reminders.ts'

/** Somewhere a store keeps its data (a folder, a schema), empty at first, which outlives the store's closing. */
export interface Place {
  open(): Promise<Store>
  remove(): Promise<void>
}

/** What every store promises, whatever it stands on. The clock is the contract's own: no store reads one here. */
export function testStore(name: string, newPlace: () => Promise<Place>): void {
  describe(`${name} keeps the contract of a store`, () => {
    let place: Place
    let store: Store
    beforeEach(async () => {
      place = await newPlace()
      store = await place.open()
    })
    afterEach(async () => {
      await store.close()
      await place.remove()
    })
    const reopen = async () => {
      await store.close()
      store = await place.open()
    }
    const house = {
      get store() {
        return store
      },
      reopen,
    }
    testDocuments(house)
    testReminders(house)
    testRefusedInput(house)
  })
}
