import type { Json, World } from '../../world.ts'
import type { Method } from './call.ts'
import { chat } from './chat.ts'
import { conversations } from './conversations.ts'
import { people } from './people.ts'
import { views } from './views.ts'

export { type Call, Refused } from './call.ts'

/** The methods of the Web API that the stand-in knows. */
export const methods: Record<string, Method> = { ...chat, ...conversations, ...people, ...views }

const SCOPES: Record<string, string> = {
  'chat.postMessage': 'chat:write',
  'chat.postEphemeral': 'chat:write',
  'chat.update': 'chat:write',
  'chat.delete': 'chat:write',
  'conversations.open': 'im:write',
  'conversations.join': 'channels:join',
  'users.info': 'users:read',
  'users.list': 'users:read',
  'team.info': 'team:read',
  'reactions.add': 'reactions:write',
  'reactions.remove': 'reactions:write',
  'files.getUploadURLExternal': 'files:write',
  'files.completeUploadExternal': 'files:write',
}
const FAMILY = { channel: 'channels', group: 'groups', im: 'im', mpim: 'mpim' } as const

/** The scope a call needs, as Slack's documentation has it. */
export function scopeFor(world: World, method: string, args: Json): string | undefined {
  const channel = world.channels.find(one => one.id === args.channel)
  const family = FAMILY[channel?.type ?? 'channel']
  if (method === 'conversations.history' || method === 'conversations.replies') return `${family}:history`
  if (/^conversations\.(info|members|list)$|^users\.conversations$/.test(method)) return `${family}:read`
  return SCOPES[method]
}
