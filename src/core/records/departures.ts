import { kind } from '../store.ts'

/** That a library removed Hearth, and when that was looked at last: what it saved is erased some time after. */
export const departures = kind<{ lookedAt: number }>('departure')
