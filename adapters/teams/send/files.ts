import { randomUUID } from 'node:crypto'
import type { OfferOwner, Offers, OfferTerms } from '../../../src/core/delivery/offers.ts'
import type { PersonId } from '../../../src/core/incoming.ts'
import { type Block, fileBytes } from '../../../src/core/message.ts'
import type { Say } from '../../../src/core/translation/speaking.ts'
import { workspaceOf } from '../address.ts'
import type { OutgoingActivity } from '../connector/connector.ts'
import { type AlsoTrusted, isLocalTeams } from '../connector/service-url.ts'
import { limits } from '../limits.ts'

/** A file that Hearth made. */
export type File = Pick<Extract<Block, { type: 'file' }>, 'name' | 'text' | 'encoding'>

/** The owner of a file: nobody else gets it, whatever they send. */
interface Owner {
  tenant: string
  person: PersonId
}

/** Offers files: Teams accepts one only in a personal chat and with consent, and puts it into the person's OneDrive. */
export interface FileOffers {
  /** Makes the card that asks for consent. */
  offer(file: File, to: Owner, say: Say): Promise<OutgoingActivity>
  /** Takes an offered file out, so that it is uploaded once; undefined: it is not theirs, or no longer there. */
  take(id: string, owner: Owner): Promise<File | undefined>
  /** Puts a file back whose upload failed. */
  putBack(id: string, file: File, owner: Owner): Promise<void>
  /** Drops the files that wait in a tenant. */
  forget(tenant: string): Promise<void>
}

/** For how long files wait, and how many: Hearth can make them anew. */
export const offerTerms = (now: () => number): OfferTerms => ({
  now,
  forMs: limits.fileMs,
  mostOfOne: limits.filesOfOne,
  most: limits.files,
})

/** Keeps files until they are accepted. */
export function createFileOffers(offers: Offers): FileOffers {
  return {
    async offer(file, owner, say) {
      const id = randomUUID()
      await keep(id, file, owner)
      return consentCard(file, id, say)
    },
    async take(id, owner) {
      const found = await offers.take(id, ownerOf(owner))
      return found === undefined ? undefined : (JSON.parse(found) as File)
    },
    putBack: keep,
    forget: tenant => offers.forget(workspaceOf(tenant)),
  }

  async function keep(id: string, { name, text, encoding }: File, owner: Owner): Promise<void> {
    await offers.put(id, ownerOf(owner), JSON.stringify({ name, text, encoding }))
  }
}

const ownerOf = ({ tenant, person }: Owner): OfferOwner => ({ library: workspaceOf(tenant), person })

function consentCard(file: File, id: string, say: Say): OutgoingActivity {
  const context = { file: id }
  return {
    summary: file.name,
    attachment: {
      contentType: 'application/vnd.microsoft.teams.card.file.consent',
      name: file.name,
      content: {
        description: say('Allow, and it lands in your own OneDrive. Only you see it.'),
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
  if (isLocalTeams(url, trusted)) return true
  return (
    url.protocol === 'https:' &&
    /\.(sharepoint\.(com|us|cn)|sharepoint-mil\.us|1drv\.com)$/.test(url.hostname)
  )
}

/** OneDrive accepts no empty file. */
const bytesOf = (file: File): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(fileBytes(file.text === '' ? { text: '\n' } : file))
