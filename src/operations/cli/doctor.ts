import { useProxy } from '../../../adapters/http/proxy.ts'
import { loadDotEnv } from '../../config/environment.ts'
import { examine, type Finding, isBroken, type Report, summary } from '../../core/health-check.ts'
import { doctorChecks } from '../doctor/checks.ts'

const words = { fine: 'fine', advice: 'advice', broken: 'BROKEN' } as const

// `npm run doctor`: looks at everything Hearth needs, also while it runs, and says what mends what is wrong.
// What is wrong in it is one of the things that are told.
loadDotEnv(process.cwd(), process.env)
await useProxy(process.env)
const reports = await examine(
  doctorChecks({ environment: process.env, folder: process.cwd(), patienceMs: 10_000, now: Date.now }),
)
console.log([...reports.map(inLines), summary(reports)].join('\n\n'))
process.exitCode = isBroken(reports) ? 1 : 0

function inLines({ name, findings }: Report): string {
  return [name, ...findings.flatMap(lines)].join('\n')
}

function lines(finding: Finding): string[] {
  const says = `  ${words[finding.level].padEnd(8)} ${finding.says}`
  return finding.level === 'fine' ? [says] : [says, `           What to do: ${finding.mend}`]
}
