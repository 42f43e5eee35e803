import type { Call, Command } from '../../core/command.ts'
import { type Effect, privateReply } from '../../core/effect.ts'
import { bold, button, buttons, code, heading, list, type Message, quiet, text } from '../../core/message.ts'
import type { Permissions } from '../../core/permissions.ts'
import { all, heldNow, legalHolds } from '../../core/records/legal-hold.ts'
import type { PersonalDataEntry } from '../../core/records/personal-data.ts'
import { whereErased } from '../../core/records/purge.ts'
import { dayOf } from '../../core/time/in-words.ts'
import { type Aged, expiring } from './expire.ts'
import {
  cutoff,
  type Period,
  periodInWords,
  type Retention,
  readPeriod,
  retention,
  rule,
} from './retention-period.ts'

interface RetentionDeps {
  inventory: readonly PersonalDataEntry[]
  permissions: Permissions
}

/** `/hearth retention 1 year`: for how long the library keeps what nobody uses any more. For the people in HEARTH_ADMINS. */
export function retentionCommand({ inventory, permissions }: RetentionDeps): Command {
  return {
    name: 'retention',
    summary: 'How long your library keeps what nobody uses anymore',
    typedOnly: true,
    keywords: ['keep', 'delete', 'age', 'records', 'policy', 'privacy', 'admin', 'old'],
    examples: [
      ['hearth retention', 'tells what is set'],
      ['hearth retention 1 year', 'shows what would go, and asks; then it goes every night'],
      ['hearth retention off', 'keeps everything again'],
    ],
    async run(call) {
      const said = call.rest.trim()
      if (said === '') return [privateReply(await status(call))]
      await permissions.namedOnly(call, 'change how long your library keeps things')
      if (/^(off|forever|none|no limit)$/i.test(said)) return off(call)
      const [, typed = said, yes] = /^(.+?)\s+(yes)$/i.exec(said) ?? []
      return yes ? set(call, readPeriod(typed)) : [privateReply(await preview(call, readPeriod(typed)))]
    },
  }

  async function status(call: Call): Promise<Message> {
    const kept = await call.library.get(retention, rule)
    return [
      text(await limitInWords(call)),
      ...(kept ? [text(`Set by ${kept.name} on ${dayOf(kept.at)}.`)] : []),
      ...(kept?.last ? [text(`Last: ${things(kept.last.count)} on ${dayOf(kept.last.at)}.`)] : []),
      quiet(
        'The people who look after Hearth here can change that: ',
        code('hearth retention 1 year'),
        ' shows first what would go; ',
        code('hearth hold on'),
        ' pauses all deletion.',
      ),
    ]
  }

  async function preview(call: Call, period: Period): Promise<Message> {
    const words = periodInWords(period)
    const before = cutoff(period, call.at)
    const { aged } = await expiring(call.library, inventory, before, await heldNow(call.library))
    const isHeld = (await call.library.get(legalHolds, all)) !== undefined
    return [
      heading(`Keep for ${words}?`),
      text(
        `What nobody has used since ${dayOf(before)} would go for good, ${whereErased(call.library, 'here and in the backups')}: in the coming night, and then every night.`,
      ),
      ...(isHeld ? [text('Just now nothing would go: everything is held.')] : [list(aged.map(lineOf))]),
      text(
        'What stays: plans with a reminder, what is on hold, and icebreakers that your library said yes to. So do each person’s name, settings and saved readings.',
      ),
      buttons(button(`Yes, keep for ${words}`, `retention ${words} yes`, 'danger')),
      quiet('Or type ', code(`hearth retention ${words} yes`), '. If you do nothing, nothing changes.'),
    ]
  }

  async function set(call: Call, period: Period): Promise<Effect[]> {
    const { person, at } = call
    const kept: Retention = { ...period, by: person.id, name: person.name, at, lookedAt: at }
    await call.library.update(tx => tx.put(retention, rule, kept))
    return [
      privateReply([
        text(
          'Saved: anything unused for ',
          bold(periodInWords(period)),
          ' goes every night, from the coming one on.',
        ),
        quiet(code('hearth retention off'), ' ends it; ', code('hearth hold on'), ' pauses it.'),
      ]),
    ]
  }

  async function off(call: Call): Promise<Effect[]> {
    await call.library.update(tx => tx.delete(retention, rule))
    return [privateReply([text('Saved: nothing is deleted because of its age.')])]
  }
}

/** The library's limit, in a sentence for whoever asks. */
export async function limitInWords({ library }: Pick<Call, 'library'>): Promise<string> {
  const kept = await library.get(retention, rule)
  const held = await library.get(legalHolds, all)
  const limit = kept
    ? `Walk-throughs, plans and notes that nobody has used for ${periodInWords(kept)} go by themselves, at night.`
    : 'Your library has set no limit: I keep things until somebody deletes them.'
  return held ? `${limit} Just now nothing is deleted: everything is held for records.` : limit
}

const lineOf = ({ what, count, of }: Aged): string => `${what}: ${count} of ${of}`

const things = (count: number): string => `${count} ${count === 1 ? 'thing' : 'things'} went`
