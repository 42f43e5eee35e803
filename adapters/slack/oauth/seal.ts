import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'
import { OperatorError } from '../../../src/core/operator-error.ts'

/** Keeps secrets so that whoever gets hold of the store has none, and signs what comes back through a browser. */
export interface Seal {
  /** Seals words with the first secret; `about` says whose they are, and they open for nobody else's. */
  close(words: string, about: string): string
  /** @throws {OperatorError} where none of the secrets sealed them */
  open(sealed: string, about: string): string
  /** Whether the first secret sealed them: a later one goes once nothing needs it. */
  isNewest(sealed: string): boolean
  sign(words: string): string
  /** Whether any of the secrets signed these words. */
  isSigned(words: string, signature: string): boolean
}

/** What of one secret is used for what: no key serves two purposes. */
interface Keys {
  id: string
  seal: Buffer
  sign: Buffer
}

const ivBytes = 12
const tagBytes = 16

/** Makes a seal of the secrets in HEARTH_SECRET: the first seals and signs, all open and check. AES-256-GCM, HMAC-SHA-256. */
export function createSeal(secrets: readonly [string, ...string[]]): Seal {
  const [first, ...others] = secrets
  const newest = keysOf(first)
  const all = [newest, ...others.map(keysOf)]

  return {
    close(words, about) {
      const iv = randomBytes(ivBytes)
      const cipher = createCipheriv('aes-256-gcm', newest.seal, iv).setAAD(Buffer.from(about))
      const body = Buffer.concat([cipher.update(words, 'utf8'), cipher.final(), cipher.getAuthTag()])
      return ['v1', newest.id, iv.toString('base64url'), body.toString('base64url')].join('.')
    },
    open(sealed, about) {
      const [version, id, iv = '', body = ''] = sealed.split('.')
      const keys = version === 'v1' ? all.find(one => one.id === id) : undefined
      if (!keys) throw unopened(about)
      try {
        return opened(keys, Buffer.from(iv, 'base64url'), Buffer.from(body, 'base64url'), about)
      } catch (error) {
        throw unopened(about, error)
      }
    },
    isNewest: sealed => sealed.startsWith(`v1.${newest.id}.`),
    sign: words => signature(newest, words).toString('base64url'),
    isSigned(words, given) {
      const bytes = Buffer.from(given, 'base64url')
      return all.some(keys => {
        const right = signature(keys, words)
        return bytes.length === right.length && timingSafeEqual(bytes, right)
      })
    },
  }
}

function keysOf(secret: string): Keys {
  const derived = (purpose: string, bytes: number) =>
    Buffer.from(hkdfSync('sha256', secret, 'hearth', purpose, bytes))
  return { id: derived('name', 6).toString('hex'), seal: derived('seal', 32), sign: derived('sign', 32) }
}

function opened({ seal }: Keys, iv: Buffer, body: Buffer, about: string): string {
  const decipher = createDecipheriv('aes-256-gcm', seal, iv, { authTagLength: tagBytes })
  decipher.setAAD(Buffer.from(about)).setAuthTag(body.subarray(-tagBytes))
  return Buffer.concat([decipher.update(body.subarray(0, -tagBytes)), decipher.final()]).toString('utf8')
}

const signature = ({ sign }: Keys, words: string): Buffer => createHmac('sha256', sign).update(words).digest()

const unopened = (about: string, cause?: unknown): OperatorError =>
  new OperatorError(
    'ESEALED',
    `The Slack token of ${about} was sealed with a secret that is not in HEARTH_SECRET. Add the one it was sealed with behind the first, with a space between; or have Hearth installed there again.`,
    { cause },
  )
