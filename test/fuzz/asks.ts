import { type Slack, seen } from '../slack/stand-in.ts'
import type { Teams } from '../teams/stand-in.ts'

/** So long an answer may take on a machine that is busy with other things: how fast Hearth is, is measured elsewhere. */
export const patience = 60_000
const isRight = (words: string) => words.includes('Readings')

/** Somebody asks for readings in good order, and reads them, wherever they come. How long that took; undefined: they did not come. */
export async function asksInSlack(slack: Slack, who: string, where: string): Promise<number | undefined> {
  const before = slack.ephemerals(who).length
  const begun = performance.now()
  const { message } = await slack.slash(who, where, '/readings', 'hosting')
  const later = () =>
    slack
      .ephemerals(who)
      .slice(before)
      .some(one => isRight(seen(one).text))
  const isSaid =
    (message && isRight(seen(message).text)) || (await slack.until(later, patience).catch(() => false))
  return isSaid ? performance.now() - begun : undefined
}

/** The same in Teams. */
export async function asksInTeams(teams: Teams, who: string): Promise<number | undefined> {
  const before = teams.text(who, 'me').length
  const begun = performance.now()
  const { status } = await teams.say(who, 'me', 'readings hosting')
  const later = () => isRight(teams.text(who, 'me').slice(before))
  const isSaid = status === 200 && (await teams.until(later, patience).catch(() => false))
  return isSaid ? performance.now() - begun : undefined
}
