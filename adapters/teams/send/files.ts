import { randomUUID } from 'node:crypto'
import type { PersonId } from '../../../src/core/incoming.ts'
import { type Block, fileBytes } from '../../../src/core/message.ts'
import type { OutgoingActivity } from '../connector/connector.ts'
import { type AlsoTrusted, isLoopback } from '../connector/service-url.ts'
import { limits } from '../limits.ts'

/** A file that Hearth made. */
export type File = Pick<Extract<Block, { type: 'file' }>, 'name' | 'text' | 'encoding'>

/** The owner of a file: nobody else gets it, whatever they send. */
interface Owner {
  tenant: string
  person: PersonId
}

type OfferedFile = File & Owner & { until: number }

/** Offers files: Teams accepts one only in a personal chat and with consent, and puts it into the person's OneDrive. */
export interface FileOffers {
  /** Makes the card that asks for consent. */
  offer(file: File, to: Owner): OutgoingActivity
  /** Takes an offered file out, so that it is uploaded once; undefined: it is not theirs, or no longer there. */
  take(id: string, owner: Owner): OfferedFile | undefined
  /** Puts a file back whose upload failed. */
  putBack(id: string, file: OfferedFile): void
  /** Drops the files that wait for somebody. */
  forget(owner: Owner): void
}

/** Keeps files until they are accepted, for a day at most: Hearth can make them anew. */
export function createFileOffers(now: () => number): FileOffers {
  const waiting = new Map<string, OfferedFile>()

  return {
    offer(file, owner) {
      for (const [id, { until }] of waiting) if (until < now()) waiting.delete(id)
      makeRoom(owner)
      const id = randomUUID()
      waiting.set(id, { ...file, ...owner, until: now() + limits.fileMs })
      return consentCard(file, id)
    },
    take(id, { tenant, person }) {
      const file = waiting.get(id)
      if (file?.tenant !== tenant || file.person !== person || file.until < now()) return undefined
      waiting.delete(id)
      return file
    },
    putBack: (id, file) => void waiting.set(id, file),
    forget(owner) {
      for (const id of filesOf(owner)) waiting.delete(id)
    },
  }

  /** Whoever asks for many lets their own oldest go; where there are too many in all, whoever has most of them does. */
  function makeRoom(owner: Owner): void {
    const theirs = filesOf(owner)
    if (theirs.length >= limits.filesOfOne) waiting.delete(theirs[0] ?? '')
    if (waiting.size < limits.files) return
    const most = [...waiting.values()]
      .map(filesOf)
      .reduce((one, other) => (other.length > one.length ? other : one))
    waiting.delete(most[0] ?? '')
  }

  function filesOf({ tenant, person }: Owner): string[] {
    return [...waiting].flatMap(([id, file]) =>
      file.tenant === tenant && file.person === person ? [id] : [],
    )
  }
}

function consentCard(file: File, id: string): OutgoingActivity {
  const context = { file: id }
  return {
    summary: `File: ${file.name}`,
    attachment: {
      contentType: 'application/vnd.microsoft.teams.card.file.consent',
      name: file.name,
      content: {
        description: 'Allow, and it lands in your own OneDrive. Only you see it.',
        sizeInBytes: bytesOf(file).length,
        acceptContext: context,
        declineContext: context,
      },
    },
  }
}

/** Uploads a file to OneDrive. @throws if the address is not Microsoft's, or refuses the file. */
export async function uploadFile(address: string, file: File, trusted: AlsoTrusted): Promise<void> {
  if (!isFileUrl(address, trusted))
    throw new Error('a file was to be sent to an address that is not Microsoft’s')
  const body = bytesOf(file)
  const answer = await fetch(address, {
    method: 'PUT',
    headers: {
      'content-type': 'application/octet-stream',
      'content-range': `bytes 0-${body.length - 1}/${body.length}`,
    },
    body,
    redirect: 'error',
    signal: AbortSignal.timeout(limits.callMs * 3),
  })
  await answer.body?.cancel()
  if (!answer.ok) throw new Error(`the upload of a file was answered ${answer.status}`)
}

/** Whether the address of a file is Microsoft's: it comes with a request, so it is checked. */
export function isFileUrl(address: string, trusted: AlsoTrusted): boolean {
  if (!URL.canParse(address)) return false
  const url = new URL(address)
  if (trusted.apiUrl && url.host === new URL(trusted.apiUrl).host) return true
  if (trusted.local && isLoopback(url.hostname)) return true
  return (
    url.protocol === 'https:' &&
    /\.(sharepoint\.(com|us|cn)|sharepoint-mil\.us|1drv\.com)$/.test(url.hostname)
  )
}

/** OneDrive accepts no empty file. */
const bytesOf = (file: File): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(fileBytes(file.text === '' ? { text: '\n' } : file))
