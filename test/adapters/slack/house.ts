import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { shortcuts } from '../../../adapters/slack/receive/shortcuts.ts'
import { slackManifest } from '../../../manifest/slack.ts'
import { startHearth } from '../../../src/app/app.ts'
import { createCommands } from '../../../src/app/commands.ts'
import type { Clock } from '../../../src/core/delivery/send-queue.ts'
import { createPermissions } from '../../../src/core/permissions.ts'
import { everythingIn } from '../../bytes.ts'
import { builtInContent as content } from '../../content.ts'
import { patientClock } from '../../patient-clock.ts'
import { type SlackOptions, startSlack } from '../../slack/stand-in.ts'

/** Slack holds the app to it: commands, events and scopes that it does not name are refused. */
export const manifest = slackManifest(createCommands(content, createPermissions([])), shortcuts)

interface Options extends SlackOptions {
  socketMode?: boolean
  /** Workspaces add Hearth themselves; the secrets that their tokens are sealed with. */
  secrets?: readonly [string, ...string[]]
  /** Who is told what only they can mend: ids of Slack’s. */
  admins?: readonly string[]
  /** Figures of how it runs are made. */
  metrics?: true
  /** OpenTelemetry's spans are made. */
  traces?: true
  /** Who owns Hearth's time, and Slack's; left out: the wall. */
  clock?: Parameters<typeof startHearth>[0]['clock']
  /** Whose time Slack's pace is kept by; left out: nobody waits for it. */
  sendClock?: Clock
}

/** Where people reach Hearth: a proxy there hands on to it. */
export const publicUrl = 'https://hearth.example.org'

/** The whole Hearth, as `npm start` puts it together, against a Slack of our own. */
export async function moveIn({
  socketMode = false,
  secrets,
  admins = [],
  metrics,
  traces,
  clock,
  sendClock = patientClock(),
  ...options
}: Options = {}) {
  const slack = await startSlack({ manifest, ...(clock && { now: clock.now }), ...options })
  const dataDir = await mkdtemp(join(tmpdir(), 'hearth-slack-'))
  const logged: string[] = []
  const note = (line: string) => {
    logged.push(line)
  }
  const log = { info: note, warn: note, error: note }
  /** As `npm start` reads them at each start. */
  const settings = { secrets }
  const home = () =>
    settings.secrets
      ? { oauth: { ...slack.app, publicUrl, secrets: settings.secrets } }
      : { botToken: slack.token }
  const way = socketMode ? { appToken: slack.appToken } : { signingSecret: slack.signingSecret }
  const config = () => ({
    port: 0,
    dataDir,
    backupDir: `${dataDir}/backups`,
    backupDays: 0,
    contentDir: undefined,
    admins,
    logLevel: 'info' as const,
    ...(metrics && { metricsPort: 0, metricsHosts: ['metrics.hearth.example.org'] }),
    ...(traces && { traces }),
    slack: { ...home(), apiUrl: slack.apiUrl, ...way },
    teams: undefined,
  })
  const open = async () => {
    const running = await startHearth({
      config: config(),
      content,
      log,
      input: new PassThrough(),
      output: new PassThrough(),
      sendClock: sendClock,
      ...(clock && { clock }),
    })
    slack.deliverTo(socketMode ? 'socket-mode' : `http://127.0.0.1:${running.port}/slack/events`)
    return running
  }
  let hearth = await open()
  return {
    slack,
    logged,
    dataDir,
    settings,
    url: () => `http://127.0.0.1:${hearth.port}`,
    /** The figures, as whoever watches Hearth reads them. */
    figures: async () => (await fetch(`http://127.0.0.1:${hearth.figuresPort}/metrics`)).text(),
    figuresPort: () => hearth.figuresPort,
    /** Stops and starts again; in between, what is given is done. */
    async restart(meanwhile = async () => {}) {
      await hearth.stop()
      await meanwhile()
      hearth = await open()
    },
    /** Every byte that is stored, as text. */
    stored: () => everythingIn(dataDir),
    async close() {
      await hearth.stop()
      await rm(dataDir, { recursive: true, force: true })
      await slack.close()
    },
  }
}
