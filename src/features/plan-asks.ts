import { kind } from '../core/store.ts'
import type { Asked } from './plan-shown.ts'

/** What a plan asked somebody last in their own chat: the action whose words they may simply type. */
export const asks = kind<{ id: string; action: 'stuck' | 'later' | 'reflect'; at: number }>('plan-asks')

/** From now on the next line typed in this person's own chat is the answer. */
export async function expect({ call, id }: Asked, action: 'stuck' | 'later' | 'reflect'): Promise<void> {
  if (!call.place.personal) return
  await call.library.update(tx => tx.put(asks, call.person.id, { id, action, at: call.at }))
}
