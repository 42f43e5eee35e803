import { type Message, text } from '../../../src/core/message.ts'
import { type Location, onlyFor, workspaceOf } from '../address.ts'
import type { OutgoingActivity } from '../connector/connector.ts'
import { type File, uploadFile } from '../send/files.ts'
import type { HandlerDeps } from './handler-deps.ts'
import type { Consent } from './payload.ts'

const gone: Message = [text('I no longer have that file. Ask for it again, and I’ll make a new one.')]

const notTaken: Message = [text('Teams did not take the file. Press Allow again, or ask for it once more.')]

/** Handles somebody's consent to a file, or refusal, in their own chat. `card` is the question. */
export async function handleConsent(
  { action, context, uploadInfo }: Consent,
  location: Location,
  card: string | undefined,
  { files, sender, activities, trusted, toReader }: HandlerDeps,
): Promise<void> {
  const owner = { tenant: location.tenant, person: onlyFor(location) ?? '' }
  const file = await files.take(context.file, owner)
  if (!file) return void (await tell(gone))
  if (action === 'accept' && uploadInfo) {
    await uploadFile(uploadInfo.uploadUrl, file, trusted).catch(async error => {
      await files.putBack(context.file, file, owner)
      await tell(notTaken)
      throw error
    })
    await activities.send(location, fileCard(file, uploadInfo))
  }
  if (card) await activities.remove(location, card)

  async function tell(message: Message): Promise<void> {
    const translator = await toReader?.(workspaceOf(owner.tenant), { id: owner.person })
    await sender.say(location, translator?.message(message) ?? message)
  }
}

const fileCard = (file: File, info: NonNullable<Consent['uploadInfo']>): OutgoingActivity => ({
  summary: file.name,
  attachment: {
    contentType: 'application/vnd.microsoft.teams.card.file.info',
    contentUrl: info.contentUrl,
    name: info.name,
    content: { uniqueId: info.uniqueId, fileType: info.fileType },
  },
})
