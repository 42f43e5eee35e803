import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** What is signed and hashed with WEB_SECRET: nothing that is stored lets anybody in by itself, and another secret ends all of it. */
export interface Keys {
  /** An unguessable word, for what is carried about. */
  secret(): string
  /** What of a carried word is stored. */
  hash(purpose: Purpose, word: string): string
  isHash(purpose: Purpose, word: string, hash: string): boolean
}

/** What is signed for one purpose counts for no other. */
type Purpose = 'invitation' | 'session'

export function createKeys(secret: string): Keys {
  return { secret: () => randomBytes(32).toString('base64url'), hash, isHash }

  function hash(purpose: Purpose, word: string): string {
    return createHmac('sha256', secret).update(`hearth ${purpose}\0${word}`).digest('base64url')
  }

  function isHash(purpose: Purpose, word: string, told: string): boolean {
    const [ours, theirs] = [Buffer.from(hash(purpose, word)), Buffer.from(told)]
    return ours.length === theirs.length && timingSafeEqual(ours, theirs)
  }
}
