import { afterEach, beforeEach, describe } from 'vitest'
import type { Store } from '../../src/core/store.ts'
import { testDocuments } from '../store/contract/documents.ts'
import { testRefusedInput } from '../store/contract/door.ts'
import { testReminders } from '../store/contract/reminders.ts'
import { testSharedOpenings, testSoleOpening } from '../store/contract/two-openings.ts'

/** Somewhere a store keeps its data (a folder, a schema), empty at first, which outlives the store's closing. */
export interface Place {
  open(): Promise<Store>
  remove(): Promise<void>
}

/** What every store promises, whatever it stands on. The clock is the contract's own: no store reads one here. */
export function testStore(name: string, newPlace: () => Promise<Place>): void {
  describe(`${name} keeps the contract of a store`, () => {
    const house = houseOn(newPlace)
    testDocuments(house)
    testReminders(house)
    testRefusedInput(house)
  })
}

/** What a store promises of two openings of one place: it is shared by them, or it lets in one at a time. */
export function testTwoOpenings(
  name: string,
  isShared: 'shared' | 'one at a time',
  newPlace: () => Promise<Place>,
): void {
  describe(`Two openings of ${name}`, () => {
    if (isShared === 'one at a time') return testSoleOpening(houseOn(newPlace))
    let place: Place
    let stores: Store[]
    beforeEach(async () => {
      place = await newPlace()
      stores = await Promise.all([place.open(), place.open()])
    })
    afterEach(async () => {
      await Promise.all(stores.map(store => store.close()))
      await place.remove()
    })
    testSharedOpenings({
      get one() {
        return stores[0] as Store
      },
      get other() {
        return stores[1] as Store
      },
    })
  })
}

/** A fresh place for each test, with a store open on it. */
function houseOn(newPlace: () => Promise<Place>) {
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
  return {
    get store() {
      return store
    },
    open: () => place.open(),
    async reopen() {
      await store.close()
      store = await place.open()
    },
  }
}
