import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { readConfig } from '../../../src/config.ts'
import { loadContent } from '../../../src/content.ts'
import { startHearth } from '../../../src/hearth.ts'
import { packageRoot } from '../../../src/paths.ts'
import { startTeams, type TeamsOptions } from '../../teams/stand-in.ts'

const content = loadContent(join(packageRoot(), 'content'))

/** The whole Hearth, as `npm start` puts it together, against a Teams of our own. */
export async function moveIn(options: TeamsOptions = {}) {
  const teams = await startTeams(options)
  const dataDir = await mkdtemp(join(tmpdir(), 'hearth-teams-'))
  const logged: string[] = []
  const note = (line: string) => void logged.push(line)
  const config = readConfig({
    PORT: '0',
    DATA_DIR: dataDir,
    MicrosoftAppId: teams.app.id,
    MicrosoftAppPassword: teams.app.password,
    MicrosoftAppTenantId: teams.app.tenantId,
    TEAMS_API_URL: teams.apiUrl,
  })
  const open = async () => {
    const running = await startHearth({
      config,
      content,
      log: { info: note, warn: note, error: note },
      input: new PassThrough(),
      output: new PassThrough(),
    })
    teams.deliverTo(`http://127.0.0.1:${running.port}/api/messages`)
    return running
  }
  let hearth = await open()
  return {
    teams,
    logged,
    dataDir,
    async restart() {
      await hearth.stop()
      hearth = await open()
    },
    async close() {
      await hearth.stop()
      await rm(dataDir, { recursive: true, force: true })
      await teams.close()
    },
  }
}
