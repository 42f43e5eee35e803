import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { createEmulator } from 'emulate'
import { connect } from '../client.ts'
import type { Json, View } from '../world.ts'

interface Plugin {
  register(app: unknown, store: unknown, webhooks: Webhooks, ...rest: unknown[]): void
}
interface Webhooks {
  register(to: { url: string; events: string[]; active: boolean; owner: string }): { id: number }
}
interface Tables {
  users: { all(): { user_id: string; name: string }[] }
  channels: { all(): { channel_id: string; name: string }[] }
  views: { all(): Json[] }
}

/** Vercel's stand-in for Slack, as a judge nobody here wrote: for threads, personal chats and home tabs. */
export async function startEmulate() {
  const { plugin, tables } = await findPlugin()
  const { register } = plugin
  let inside: { store: unknown; webhooks: Webhooks } | undefined
  plugin.register = (app, store, webhooks, ...rest) => {
    inside = { store, webhooks }
    register.call(plugin, app, store, webhooks, ...rest)
  }
  const signingSecret = 'e0c0ffee00000000000000000000beef'
  const token = 'xoxb-judge'
  const bot = { app_id: 'A0HEARTH01', bot_id: 'B0HEARTH01', bot_user_id: 'U0HEARTH01' }
  const app = { client_id: 'judge', client_secret: 'judge', name: 'hearth', redirect_uris: [], ...bot }
  const people = ['ada', 'ben']
  const slack = {
    users: people.map(name => ({ name })),
    channels: [{ name: 'staff' }],
    oauth_apps: [app],
    tokens: [
      { token, type: 'bot', user_id: bot.bot_user_id, ...bot },
      ...people.map(name => ({ token: `xoxp-${name}`, type: 'user', user: name })),
    ],
    signing_secret: signingSecret,
  }
  const emulator = await createEmulator({
    service: 'slack',
    port: 0,
    seed: { slack },
  }).finally(() => {
    plugin.register = register
  })
  if (!inside) throw new Error('emulate no longer registers its Slack through the plugin')
  const { store, webhooks } = inside
  const apiUrl = `${emulator.url}/api/`
  const client = connect(apiUrl, token)
  return {
    apiUrl,
    token,
    signingSecret,
    client,
    /** Slack's own client in someone's name. */
    as: (name: string) => connect(apiUrl, `xoxp-${name}`),
    /** The id of someone, by name. */
    person: (name: string) =>
      tables(store)
        .users.all()
        .find(one => one.name === name)?.user_id ?? '',
    /** The id of a channel, by name. */
    channel: (name: string) =>
      tables(store)
        .channels.all()
        .find(one => one.name === name)?.channel_id ?? '',
    /** Sends every event to this address from now on, signed. */
    subscribe: (url: string) => webhooks.register({ url, events: ['*'], active: true, owner: 'slack' }),
    /** What was said in a conversation, newest first. */
    history: async (channel: string) => (await client.conversations.history({ channel })).messages ?? [],
    /** A thread, with what it hangs under first. */
    replies: async (channel: string, ts: string) =>
      (await client.conversations.replies({ channel, ts })).messages ?? [],
    /** Someone's home tab, as published last. */
    home: (user: string) =>
      tables(store)
        .views.all()
        .find(one => one.type === 'home' && one.user_id === user) as View | undefined,
    close: () => emulator.close(),
  }
}

/** The part of the package that is its Slack: its file is named by a hash, so it is known by what it exports. */
async function findPlugin(): Promise<{ plugin: Plugin; tables: (store: unknown) => Tables }> {
  const folder = new URL('./', import.meta.resolve('emulate'))
  for (const file of readdirSync(folder)) {
    if (!file.endsWith('.js') || !/^ {2}slackPlugin$/m.test(readFileSync(new URL(file, folder), 'utf8')))
      continue
    const { slackPlugin, getSlackStore } = await import(
      pathToFileURL(fileURLToPath(new URL(file, folder))).href
    )
    return { plugin: slackPlugin, tables: getSlackStore }
  }
  throw new Error('emulate no longer has a file that exports slackPlugin')
}
