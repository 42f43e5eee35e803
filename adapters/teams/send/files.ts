import { randomUUID } from 'node:crypto'
import type { PersonId } from '../../../src/core/incoming.ts'
import { type Message, text } from '../../../src/core/message.ts'
import { type Location, onlyFor } from '../address.ts'
import type { OutgoingActivity } from '../connector/connector.ts'
import { type AlsoTrusted, isLoopback } from '../connector/service-url.ts'
import { limits } from '../limits.ts'
import type { Consent } from '../receive/payload.ts'
import type { Activities } from './activities.ts'

/** A file that Hearth made. */
export interface File {
  name: string
  text: string
}

/** Offers files: Teams accepts one only in a personal chat and with consent, and puts it into the person's OneDrive. */
export interface Files {
  /** Makes the card that asks for consent. */
  offer(file: File, to: Owner): OutgoingActivity
  /** Drops the files that wait for somebody. */
  forget(owner: Owner): void
  /** Handles somebody's consent or refusal. */
  onConsent(consent: Consent, location: Location, card: string | undefined): Promise<void>
}

/** The owner of a file: nobody else gets it, whatever they send. */
interface Owner {
  tenant: string
  person: PersonId
}

interface FilesDeps {
  say(location: Location, message: Message): Promise<unknown>
  /** Sends the file card, and removes the question once it is answered. */
  activities: Pick<Activities, 'send' | 'remove'>
  trusted: AlsoTrusted
  now(): number
}

const gone: Message = [text('I have that file no longer at hand. Ask for it again, and I make it anew.')]

const notTaken: Message = [text('Teams did not take the file. Press Allow again, or ask for it once more.')]

/** Keeps files until they are accepted, for a day at most: Hearth can make them anew. */
export function createFiles({ say, activities, trusted, now }: FilesDeps): Files {
  const waiting = new Map<string, File & Owner & { until: number }>()

  return {
    offer(file, { tenant, person }) {
      for (const [id, { until }] of waiting)
        if (until < now() || waiting.size >= limits.files) waiting.delete(id)
      const id = randomUUID()
      waiting.set(id, { ...file, tenant, person, until: now() + limits.fileMs })
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
    },

    forget({ tenant, person }) {
      for (const [id, file] of waiting)
        if (file.tenant === tenant && file.person === person) waiting.delete(id)
    },

    async onConsent({ action, context, uploadInfo }, location, card) {
      const file = waiting.get(context.file)
      const isTheirs = file?.tenant === location.tenant && file.person === onlyFor(location)
      if (!file || !isTheirs || file.until < now()) return void (await say(location, gone))
      // A second press finds nothing.
      waiting.delete(context.file)
      if (action === 'accept' && uploadInfo) {
        await upload(uploadInfo.uploadUrl, file).catch(async error => {
          waiting.set(context.file, file)
          await say(location, notTaken)
          throw error
        })
        await activities.send(location, arrived(file, uploadInfo))
      }
      if (card) await activities.remove(location, card)
    },
  }

  /** @throws if the address is not Microsoft's, or refuses the file. */
  async function upload(address: string, file: File): Promise<void> {
    if (!mayTake(address)) throw new Error('a file was to be sent to an address that is not Microsoft’s')
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

  /** Whether an upload address is Microsoft's: it comes with a request, so it is checked. */
  function mayTake(address: string): boolean {
    if (!URL.canParse(address)) return false
    const url = new URL(address)
    if (trusted.apiUrl && url.host === new URL(trusted.apiUrl).host) return true
    if (trusted.local && isLoopback(url.hostname)) return true
    return (
      url.protocol === 'https:' &&
      /\.(sharepoint\.(com|us|cn)|sharepoint-mil\.us|1drv\.com)$/.test(url.hostname)
    )
  }
}

/** OneDrive accepts no empty file. */
const bytesOf = ({ text: words }: File): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(Buffer.from(words || '\n', 'utf8'))

const arrived = (file: File, info: NonNullable<Consent['uploadInfo']>): OutgoingActivity => ({
  summary: `File: ${file.name}`,
  attachment: {
    contentType: 'application/vnd.microsoft.teams.card.file.info',
    contentUrl: info.contentUrl,
    name: info.name,
    content: {
      uniqueId: info.uniqueId,
      fileType: info.fileType,
    },
  },
})
