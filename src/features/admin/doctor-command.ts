import type { Command } from '../../core/command.ts'
import { type Effect, privateReply } from '../../core/effect.ts'
import { type Check, examine, type Finding, type Report, summary } from '../../core/health-check.ts'
import { bold, code, heading, list, type Message, quiet, type Rich, text } from '../../core/message.ts'
import type { Permissions } from '../../core/permissions.ts'

/** What the doctor looks at, and for whom: it tells of the whole computer, so only for people who are named. */
export interface Doctor {
  checks(): readonly Check[]
  permissions: Permissions
}

/** `/hearth doctor`: how Hearth is, and what mends what is wrong. For the people named in HEARTH_ADMINS. */
export const doctorCommand = ({ checks, permissions }: Doctor): Command => ({
  name: 'doctor',
  summary: 'How Hearth itself is, for those who look after it',
  typedOnly: true,
  keywords: ['health', 'problem', 'broken', 'error', 'admin', 'check'],
  examples: [['hearth doctor', 'looks at everything Hearth needs, and says what mends what is wrong']],
  async run(call): Promise<Effect[]> {
    await permissions.operatorsOnly(
      call,
      'ask the doctor here, who tells of the computer I run on',
      onTheComputer,
    )
    return [privateReply(inChat(await examine(checks())))]
  },
})

const onTheComputer: Message = [
  quiet('On that computer, ', code('npm run doctor'), ' in Hearth’s folder says the same.'),
]

/** What is broken first, then advice; what is fine in one line. */
function inChat(reports: readonly Report[]): Message {
  const wrong = itemsOf(reports, 'broken')
  const tips = itemsOf(reports, 'advice')
  const well = reports.filter(one => one.findings.every(finding => finding.level === 'fine'))
  return [
    heading(summary(reports)),
    ...(wrong.length > 0 ? [text(bold('Broken')), list(wrong)] : []),
    ...(tips.length > 0 ? [text(bold('Advice')), list(tips)] : []),
    ...(well.length > 0 ? [quiet(`No problems with: ${well.map(one => one.name).join(', ')}.`)] : []),
  ]
}

const itemsOf = (reports: readonly Report[], level: Finding['level']): Rich[] =>
  reports.flatMap(({ name, findings }) =>
    findings.flatMap(one =>
      one.level === level && one.level !== 'fine'
        ? [[bold(`${name}: `), `${one.says} What to do: ${one.mend}`]]
        : [],
    ),
  )
