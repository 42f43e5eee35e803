import type { Call, Command } from '../../core/command.ts'
import { type Effect, privateReply } from '../../core/effect.ts'
import {
  bold,
  button,
  code,
  file,
  heading,
  type Message,
  quiet,
  row,
  text,
  withFullLabel,
} from '../../core/message.ts'
import type { Permissions } from '../../core/permissions.ts'
import { dropVersions, heldVersions, versionsHeld } from '../../core/records/held-versions.ts'
import { versionsInWords } from '../../core/records/held-versions-text.ts'
import { all, type LegalHold, legalHolds, sinceAndWhy } from '../../core/records/legal-hold.ts'
import type { PersonalDataEntry } from '../../core/records/personal-data.ts'
import { purge } from '../../core/records/purge.ts'
import { byId, type Tx } from '../../core/store.ts'
import { dayOf } from '../../core/time/in-words.ts'
import { UserError } from '../../core/user-error.ts'
import { type Run, runs } from '../walkthrough/run/run.ts'
import type { Walkthrough } from '../walkthrough/schema.ts'
import { afterwardsFor, eraseAsRequested, erasureRequests } from './erasure-requests.ts'

interface HoldDeps {
  inventory: readonly PersonalDataEntry[]
  permissions: Permissions
  walkthroughs: readonly Walkthrough[]
}

/** `/hearth hold …`: pauses deletion, of everything or of one walk-through or plan. For the people in HEARTH_ADMINS. */
export function holdCommand({ inventory, permissions, walkthroughs }: HoldDeps): Command {
  return {
    name: 'hold',
    summary: 'Pauses deletion, for a request for public records',
    typedOnly: true,
    keywords: ['records', 'foia', 'legal', 'keep', 'delete', 'retention', 'admin', 'pause'],
    examples: [
      ['hearth hold Spring coffee', 'nothing of that walk-through or plan is deleted from now on'],
      ['hearth hold on because request 12', 'nothing at all is deleted; “hold off” ends it'],
      ['hearth hold replaced', 'gives you what was replaced or removed since it is held, as a file'],
      ['hearth hold off Spring coffee', 'ends the hold on one'],
    ],
    async run(call) {
      await permissions.namedOnly(call, 'hold records')
      const said = call.rest.trim()
      if (said === '') return [privateReply(await listed(call))]
      const [, off, named = ''] = /^(off|release|lift|end)\b\s*(.*)$/is.exec(said) ?? []
      if (off) return release(call, named)
      const [, kept, of = ''] = /^(replaced|history)\b\s*(.*)$/is.exec(said) ?? []
      if (kept) return replaced(call, of)
      const [, what = said, because] = /^(.*?)(?:,?\s+because\s+(.+))?$/is.exec(said) ?? []
      return hold(call, what, because)
    },
  }

  async function hold(call: Call, typed: string, because: string | undefined): Promise<Effect[]> {
    const run = /^on$/i.test(typed) ? undefined : await runNamed(call, typed, 'hold')
    const { person, at } = call
    const one: LegalHold = {
      at,
      by: person.id,
      name: person.name,
      ...(because && { because: because.slice(0, 200) }),
    }
    await call.library.update(tx => tx.put(legalHolds, run?.id ?? all, one))
    return [
      privateReply([
        run
          ? text(
              'Held: “',
              bold(run.name),
              '” can’t be deleted by anyone, however old it is, until you end the hold.',
            )
          : text(
              bold('Everything is held.'),
              ' Nothing can be deleted by anyone, however old it is, until you end the hold.',
            ),
        quiet('To end it, type ', code(run ? `hearth hold off ${run.name}` : 'hearth hold off'), '.'),
        quiet(
          'Everything can still be changed; what is replaced or removed is kept beside it. ',
          code(run ? `hearth hold replaced ${run.name}` : 'hearth hold replaced'),
          ' shows it. This is no legal advice.',
        ),
      ]),
    ]
  }

  /** What somebody wished meanwhile is done now, as far as nothing else is held of them. */
  async function release(call: Call, typed: string): Promise<Effect[]> {
    const run = typed === '' ? undefined : await runNamed(call, typed, 'hold off')
    const id = run?.id ?? all
    if (!(await call.library.get(legalHolds, id)))
      throw new UserError(
        run ? `“${run.name}” is not held.` : 'Not everything is held just now. “hearth hold” lists what is.',
      )
    const ended = text(run ? `The hold on “${run.name}” is over.` : 'The hold on everything is over.')
    const waiting = await call.library.list(erasureRequests)
    if (waiting.length === 0) {
      await call.library.update(tx => over(tx, id))
      return [privateReply([ended])]
    }
    const { result } = await purge(call.library, async tx => {
      await over(tx, id)
      return eraseAsRequested(tx, inventory, call.at)
    })
    const after = await Promise.all(result.map(one => afterwardsFor(call, walkthroughs, one)))
    const done = `${result.length === 1 ? 'One person' : `${result.length} people`} had asked to be forgotten: I did what can be done now.`
    return [privateReply([ended, ...(result.length > 0 ? [text(done)] : [])]), ...after.flat()]
  }

  async function over(tx: Tx, id: string): Promise<void> {
    await tx.delete(legalHolds, id)
    await dropVersions(tx, inventory)
  }

  /** What was replaced or removed since something is held, as a file. */
  async function replaced(call: Call, typed: string): Promise<Effect[]> {
    const run = typed === '' ? undefined : await runNamed(call, typed, 'hold replaced')
    const versions = run
      ? await versionsHeld(call.library, runs, run.id)
      : (await call.library.list(heldVersions)).map(([, one]) => one).sort((a, b) => a.at - b.at)
    const where = run ? `“${run.name}”` : 'what is held'
    if (versions.length === 0)
      throw new UserError(`Nothing was replaced or removed in ${where} since it is held.`)
    return [
      privateReply([
        text(
          `${versions.length === 1 ? 'One change' : `${versions.length} changes`} replaced or removed something in ${where}. Here is what stood there.`,
        ),
        file('replaced-while-held.md', versionsInWords(versions, whatOf)),
        file('replaced-while-held.json', `${JSON.stringify(versions, null, 2)}\n`),
      ]),
    ]
  }

  /** The kind of a document, as people call it. */
  function whatOf(kind: string): string {
    return inventory.find(one => one.kind === kind)?.what ?? kind
  }

  async function listed(call: Call): Promise<Message> {
    const found = (await call.library.list(legalHolds)).sort((a, b) => a[1].at - b[1].at || byId(a, b))
    if (found.length === 0)
      return [
        text('Nothing is held.'),
        quiet(
          code('hearth hold Spring coffee'),
          ' holds one; ',
          code('hearth hold on'),
          ' holds everything.',
        ),
      ]
    const rows = await Promise.all(
      found.slice(0, mostShown).map(async ([id, one]) => {
        const run = id === all ? undefined : await call.library.get(runs, id)
        const what = id === all ? 'Everything' : (run?.name ?? 'Something that was deleted')
        const end = button('End this hold', `hold off${id === all ? '' : ` @${id}`}`)
        return row([bold(what)], sinceAndWhy(one), withFullLabel(`End the hold on ${what}`, end))
      }),
    )
    const left = found.length - rows.length
    return [
      heading('Held'),
      ...rows,
      ...(left > 0 ? [quiet(`And ${left} more: type “hearth hold off” and a name.`)] : []),
    ]
  }
}

/** So many are shown at once, each with its button. */
const mostShown = 8

/** The walk-through or plan of a name, or of `@7f3a`, wherever it stands. @throws {UserError} */
async function runNamed({ library }: Call, typed: string, command: string): Promise<Run> {
  const called = typed.replace(/^[“"']|[”"']$/g, '').toLowerCase()
  const isCalled = ({ name }: Pick<Run, 'name'>) => name.toLowerCase() === called
  const mayBe = (run: Run) =>
    `@${run.id}` === called || isCalled(run) || (called.length > 2 && run.name.toLowerCase().includes(called))
  const likely = (await library.select(runs, mayBe)).map(([, run]) => run)
  const byId = likely.filter(run => `@${run.id}` === called)
  const exact = likely.filter(isCalled)
  const [found, ...others] = [byId, exact, likely].find(some => some.length > 0) ?? []
  if (!found)
    throw new UserError(
      `I find no walk-through or plan called “${typed.slice(0, 80)}”. “hearth hold on” holds everything.`,
    )
  if (others.length === 0) return found
  throw new UserError([
    text('Several are called that. Which one?'),
    ...[found, ...others]
      .slice(0, mostShown)
      .map(run =>
        row(
          [bold(run.name)],
          `${run.owner.name}, begun ${dayOf(run.begunAt)}`,
          withFullLabel(
            `This one: ${run.name}, ${run.owner.name}`,
            button('This one', `${command} @${run.id}`),
          ),
        ),
      ),
  ])
}
