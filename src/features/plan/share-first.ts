import { type Effect, privateReply } from '../../core/effect.ts'
import { buttons, text } from '../../core/message.ts'
import { UserError } from '../../core/user-error.ts'
import { clip } from '../walkthrough/cards.ts'
import { planButton } from '../walkthrough/run/plan-view.ts'
import type { Run } from '../walkthrough/run/run.ts'
import { planId } from '../walkthrough/schema.ts'
import { whatOthersSee } from '../walkthrough/share.ts'
import { shares } from '../walkthrough/store.ts'
import type { PlanRequest } from './refresh-cards.ts'

/** Shows what a channel would see of a plan before it reports there; nothing is shown there yet. */
export async function shareFirst({ call, id, rest, walkthroughs }: PlanRequest, run: Run): Promise<Effect[]> {
  const { conversation, name } = call.place
  const walkthrough = walkthroughs.find(one => one.id === planId)
  await call.library.update(async tx => {
    const old = await tx.get(shares, id)
    if (old?.posted && old.conversation !== conversation)
      throw new UserError(
        `“${run.name}” is shared elsewhere already. Type “unshare” first, then share it here.`,
      )
    await tx.put(shares, id, { also: [], ...old, conversation, ...(name && { name }) })
  })
  const privately = rest.replace(/[\s,]*(in|to|into) (this|the|our) (channel|room|team)$|[\s,]*here$/i, '')
  return [
    privateReply([
      text(
        `To remind ${name ?? 'this channel'}, I need to share the plan there. Everyone there would see this:`,
      ),
      ...(walkthrough ? whatOthersSee(walkthrough, run, []) : []),
      buttons(
        planButton(
          run,
          clip(`Share and remind in ${name ?? 'this channel'}`, 70),
          `share ${rest}`,
          'primary',
        ),
        planButton(run, 'Remind only me', `remind ${privately} in DM`),
      ),
    ]),
  ]
}
