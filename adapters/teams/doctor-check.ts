import { advice, broken, type Check, type Finding, fine } from '../../src/core/health-check.ts'
import { type CloudName, clouds } from './connector/clouds.ts'
import { busy, secretsId } from './connector/sign-in-errors.ts'
import { type App, createTokens, SignInError } from './connector/token.ts'

interface TeamsCheckOptions {
  /** Left out: only this computer can speak to Hearth, and there is nothing to ask Microsoft. */
  app?: App
  /** Left out: the public one. */
  cloud?: CloudName
  /** Where Microsoft's login is; a stand-in's. */
  loginUrl?: string
  patienceMs: number
}

/** Whether Microsoft lets the app in. Posts nothing. */
export const teamsCheck = ({
  app,
  cloud = 'public',
  loginUrl: login = clouds[cloud].login,
  patienceMs,
}: TeamsCheckOptions): Check => ({
  name: 'Microsoft Teams',
  async run() {
    if (!app)
      return [
        fine('TEAMS_LOCAL is on: only programs on this computer, such as the Agents Playground, get in'),
      ]
    if (/^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(app.password))
      return [broken(secretsId.says, secretsId.mend)]
    return [await createTokens(app, { cloud: clouds[cloud], login, patienceMs }).get().then(letIn, refused)]
  },
})

const letIn = (): Finding => fine('Microsoft lets the app in')

function refused(error: unknown): Finding {
  if (!(error instanceof SignInError)) throw error
  const { says, mend } = error.fault
  return error.fault === busy ? advice(says, mend) : broken(says, mend)
}
