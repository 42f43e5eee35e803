import { reseal } from '../../adapters/slack/oauth/reseal.ts'
import { readConfig } from '../config/config.ts'
import { runCommand, stop } from './command-line.ts'
import { withStore } from './store.ts'

// `npm run reseal`: seals every Slack token by the first secret in HEARTH_SECRET, so that the others can be taken out.
async function run(): Promise<void> {
  const secrets = readConfig(process.env).slack?.oauth?.secrets
  if (!secrets)
    return stop(
      'Nothing is sealed here: that is for many Slack workspaces, with SLACK_CLIENT_ID, HEARTH_SECRET and the others in .env.',
    )
  await withStore(async store => {
    const { anew, before, failed } = await reseal(store, secrets)
    console.log(`Sealed anew by the first secret: ${anew}. By it already: ${before}.`)
    for (const { workspace, why } of failed) console.error(`${workspace}: ${why}`)
    if (failed.length > 0)
      return stop('Not all could be sealed anew, so leave HEARTH_SECRET as it is until that is mended.')
    if (secrets.length > 1)
      console.log('Every token is sealed by the first secret in HEARTH_SECRET now: take the others out.')
  })
}

await runCommand(run)
