import { expect, it } from 'vitest'
import { redacting } from '../../src/config/log.ts'

const redact = redacting(['a-secret-of-the-settings'])

it.each([
  ['a bot’s token', 'xoxb-12-34-AbCd'],
  ['a token that ends', 'xoxe.xoxb-1-Mi0yLTM0LUFiQ2Q'],
  ['what it is renewed with', 'xoxe-1-My0xLTM0LUFiQ2Q'],
  ['an app’s token', 'xapp-1-A012-34-abcd'],
  ['a secret of the settings', 'a-secret-of-the-settings'],
])('%s never gets into the log, whoever’s it is', (_, secret) => {
  const said = redact(`slack T012: it failed with ${secret}, and ${secret}`)
  expect(said).toMatch(/^slack T012: it failed with .*\[secret\], and .*\[secret\]$/)
  expect(said).not.toContain(secret.replace(/^xoxe\./, ''))
})
