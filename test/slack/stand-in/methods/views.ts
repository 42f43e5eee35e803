import { viewProblems } from '../../schemas.ts'
import type { Json, View, World } from '../../world.ts'
import { type Call, channelOf, type Method, personOf, Refused } from './call.ts'
import { numbered } from './drawn.ts'

/** Home tabs, modals, and files. */
export const views: Record<string, Method> = {
  'views.publish': call => {
    const person = personOf(call, call.args.user_id)
    const known = call.world.homes.get(person.id)
    if (call.args.hash && known && call.args.hash !== known.hash) throw new Refused('hash_conflict')
    const view = judged(call, known?.id)
    if (view.type !== 'home') throw new Refused('invalid_arguments')
    call.world.homes.set(person.id, view)
    return { view }
  },
  'views.open': call => {
    const trigger = call.world.triggers.get(String(call.args.trigger_id))
    if (!trigger) throw new Refused('invalid_trigger_id')
    if (trigger.used) throw new Refused('exchanged_trigger_id')
    trigger.used = true
    if (call.world.now() + call.world.skipped - trigger.at > 3_000) throw new Refused('expired_trigger_id')
    const view = judged(call)
    call.world.modals.push({ user: trigger.user, view })
    return { view }
  },
  'views.update': call => {
    const open = call.world.modals.find(one => one.view.id === call.args.view_id)
    if (!open) throw new Refused('not_found')
    const view = judged(call, open.view.id)
    open.view = view
    return { view }
  },
  'files.getUploadURLExternal': call => {
    const { filename, length } = call.args
    if (!filename || !(Number(length) > 0)) throw new Refused('invalid_arguments')
    const id = call.world.id('F')
    call.world.files.push({ id, name: String(filename), length: Number(length), content: '' })
    return { upload_url: `${call.origin}/upload/${id}`, file_id: id }
  },
  'files.completeUploadExternal': call => {
    const { world, team, args } = call
    const channel = args.channel_id ? channelOf({ ...call, args: { channel: args.channel_id } }) : undefined
    if (channel?.archived || (channel && !channel.members.has(team.bot.id)))
      throw new Refused('not_in_channel')
    const asked = Array.isArray(args.files) ? (args.files as { id: string; title?: string }[]) : []
    const files = asked.map(({ id, title }) => {
      const file = world.files.find(one => one.id === id)
      if (!file?.content) throw new Refused('file_not_found')
      if (channel)
        Object.assign(file, { channel: channel.id, ...(args.thread_ts ? { thread_ts: args.thread_ts } : {}) })
      return {
        id,
        name: file.name,
        title: title ?? file.name,
        size: file.length,
        mode: 'hosted',
        permalink: `https://files.example/${id}`,
      }
    })
    if (files.length === 0) throw new Refused('invalid_arguments')
    const thread = typeof args.thread_ts === 'string' ? { thread_ts: args.thread_ts } : {}
    const common = {
      team: team.id,
      user: team.bot.id,
      bot: true,
      via: 'files.completeUploadExternal',
      ...thread,
    }
    if (channel)
      world.messages.push({
        ...common,
        ts: world.stamp(),
        channel: channel.id,
        text: String(args.initial_comment ?? ''),
        files,
      })
    return { files }
  },
}

/** Takes in an uploaded file. */
export function receive(world: World, id: string, bytes: Buffer): { status: number; result: Json } {
  const file = world.files.find(one => one.id === id)
  if (!file) return { status: 404, result: { ok: false, error: 'file_not_found' } }
  if (bytes.length !== file.length)
    world.violations.push(`files.upload: ${file.name} is not as long as was said`)
  file.content = bytes.toString()
  file.bytes = bytes
  return { status: 200, result: { ok: true } }
}

/** What the acknowledgement of a dialog that was sent does with it: errors beside its fields, another in its place, or it closes. */
export function afterSubmit(call: Call, id: string, said: Json): void {
  const { world, violate } = call
  const open = world.modals.find(one => one.view.id === id)
  if (!open) return
  if (said.response_action === 'errors') {
    const known = open.view.blocks.filter(one => one.type === 'input').map(one => String(one.block_id))
    const errors = said.errors as Record<string, string>
    for (const block of Object.keys(errors))
      if (!known.includes(block)) violate(`view_submission: there is no field ${block}`)
    open.errors = errors
  } else if (said.response_action === 'update') {
    open.view = judged({ ...call, args: { view: said.view } }, id)
    delete open.errors
  } else world.modals.splice(world.modals.indexOf(open), 1)
}

function judged({ world, team, args, violate }: Call, id = world.id('V')): View {
  const problems = viewProblems(args.view)
  for (const problem of problems) violate(problem)
  if (problems.length > 0)
    throw new Refused('invalid_arguments', {
      response_metadata: { messages: problems.map(one => `[ERROR] ${one}`) },
    })
  const given = args.view as Json & { type: string; blocks: [] }
  const title = { type: 'plain_text', text: 'View Title', emoji: true }
  return {
    ...{ id, team_id: team.id, type: given.type, blocks: numbered(world, given.blocks) },
    ...{
      private_metadata: given.private_metadata ?? '',
      callback_id: given.callback_id ?? '',
      state: { values: {} },
    },
    ...{
      hash: `${Math.floor(world.now() / 1000)}.${world.id('h')}`,
      title: given.title ?? title,
      clear_on_close: false,
    },
    ...{
      notify_on_close: given.notify_on_close ?? false,
      close: given.close ?? null,
      submit: given.submit ?? null,
    },
    ...{
      previous_view_id: null,
      root_view_id: id,
      app_id: world.appId,
      external_id: given.external_id ?? '',
    },
    ...{ app_installed_team_id: team.id, bot_id: team.botId },
  }
}
