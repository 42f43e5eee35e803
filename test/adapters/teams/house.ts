import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { startHearth } from '../../../src/app/app.ts'
import { readConfig } from '../../../src/config/config.ts'
import { everythingIn } from '../../bytes.ts'
import { builtInContent as content } from '../../content.ts'
import { patientClock } from '../../patient-clock.ts'
import { startTeams, type TeamsOptions } from '../../teams/stand-in.ts'

interface Options extends TeamsOptions {
  /** Who is told what only they can mend: object ids. */
  admins?: readonly string[]
  /** Settings beside those of the house. */
  env?: Record<string, string>
  /** Who owns Hearth's time; left out: the wall. */
  clock?: Parameters<typeof startHearth>[0]['clock']
}

/** The whole Hearth, as `npm start` puts it together, against a Teams of our own. */
export async function moveIn({ admins = [], env = {}, clock, ...options }: Options = {}) {
  const teams = await startTeams(options)
  const dataDir = await mkdtemp(join(tmpdir(), 'hearth-teams-'))
  const logged: string[] = []
  const note = (line: string) => void logged.push(line)
  const config = readConfig({
    PORT: '0',
    DATA_DIR: dataDir,
    BACKUP_DAYS: '0',
    HEARTH_ADMINS: admins.join(' '),
    MicrosoftAppId: teams.app.id,
    MicrosoftAppPassword: teams.app.password,
    MicrosoftAppTenantId: teams.app.tenantId,
    MicrosoftAppType: teams.app.type,
    TEAMS_API_URL: teams.apiUrl,
    ...env,
  })
  const open = async () => {
    const running = await startHearth({
      config,
      content,
      log: { info: note, warn: note, error: note },
      input: new PassThrough(),
      output: new PassThrough(),
      sendClock: patientClock(),
      ...(clock && { clock }),
    })
    teams.deliverTo(`http://127.0.0.1:${running.port}/api/messages`)
    return running
  }
  let hearth = await open()
  return {
    teams,
    logged,
    dataDir,
    url: () => `http://127.0.0.1:${hearth.port}`,
    async restart() {
      await hearth.stop()
      hearth = await open()
    },
    /** Every byte that is stored, as text. */
    stored: () => everythingIn(dataDir),
    async close() {
      await hearth.stop()
      await rm(dataDir, { recursive: true, force: true })
      await teams.close()
    },
  }
}
