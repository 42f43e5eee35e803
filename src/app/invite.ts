import { workspace as home } from '../../adapters/web/address.ts'
import { createMembership } from '../../adapters/web/membership/membership.ts'
import { readConfig } from '../config/config.ts'
import { OperatorError } from '../core/operator-error.ts'
import { dayOf } from '../core/time/in-words.ts'
import { runCommand } from './command-line.ts'

// `npm run invite -- "Ana Ruiz"`: a link for whoever is to look after the page in the browser. It is signed and kept nowhere, so that
// it can be made while Hearth runs or does not, on any computer that has the same WEB_SECRET.
function run(): void {
  const { web } = readConfig(process.env)
  if (!web)
    throw new OperatorError(
      'EINVITE',
      'The page in the browser is not behind an address: set WEB_SECRET and PUBLIC_URL in .env (see .env.example), and start Hearth again.',
    )
  const [name, ...more] = process.argv.slice(2)
  const made =
    name === undefined || more.length > 0
      ? undefined
      : createMembership({ ...web, home }).operatorLink(name, Date.now())
  if (!made)
    throw new OperatorError('EINVITE', 'Say whom you invite, in quotes: npm run invite -- "Ana Ruiz"')
  console.log(
    [
      `A link for ${made.name}, who looks after the page then, and can invite others there. It lets in whoever opens it, once, until ${dayOf(made.until)}:`,
      '',
      made.link,
    ].join('\n'),
  )
}

await runCommand(run)
