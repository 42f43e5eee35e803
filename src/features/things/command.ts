import type { Call, Command } from '../../core/command.ts'
import { type Effect, inPlace, privateReply } from '../../core/effect.ts'
import {
  bold,
  button,
  buttons,
  form,
  heading,
  type Message,
  quiet,
  row,
  secondary,
  skipsFields,
  text,
} from '../../core/message.ts'
import { byId } from '../../core/store.ts'
import { clip } from '../../core/text.ts'
import type { Guide, Reading } from '../readings/schema.ts'
import { shelves } from '../readings/shelf.ts'
import { rootCard } from '../walkthrough/cards.ts'
import { notesOf, numberIn } from '../walkthrough/note-command.ts'
import type { Walkthrough } from '../walkthrough/schema.ts'
import {
  cardOfRun,
  contentOf,
  rootOf,
  runFor,
  runShown,
  runs,
  runsOf,
  setFocus,
  shownTo,
} from '../walkthrough/store.ts'
import { copyOf } from './copy.ts'
import { type Mine, type Thing, thingsOf, thingsWith } from './list.ts'

interface ThingsDeps {
  guide: Guide
  readings: readonly Reading[]
  walkthroughs: readonly Walkthrough[]
}

/** So many are shown at once; the others are a press away. */
const shown = 8

/** `my things`: all that is open, finished, shared, saved and noted, by section of the guide; `my things soup` finds a word in it. */
export function thingsCommand(content: ThingsDeps): Command {
  return {
    name: 'things',
    typedOnly: true,
    summary: 'All that is yours: walk-throughs, plans, saved readings and notes; found by any word in them',
    hint: '[a word]',
    keywords: ['mine', 'my', 'find', 'search', 'list', 'everything', 'saved', 'copy', 'delete'],
    examples: [
      ['my things', 'lists all that is yours, by section of the guide'],
      ['my things soup', 'finds what has that word in it'],
    ],
    phrases: { 'my things': '', 'my stuff': '', 'all my things': '' },
    async run(call) {
      const rest = call.rest.trim()
      const [, source] = /^copy\s+@?(\S+)$/i.exec(rest) ?? []
      if (source) return copy(call, source)
      if (/^find$/i.test(rest))
        return [inPlace(call, listCard(await mineOf(call), call, (call.values.word ?? '').trim(), 0))]
      const [, from = '0', looked = ''] = /^(?:from (\d{1,5})(?:\s+|$))?([\s\S]*)$/i.exec(rest) ?? []
      return [privateReply(listCard(await mineOf(call), call, looked.trim(), Number(from)))]
    },
  }

  async function mineOf({ library, person }: Call): Promise<Mine> {
    const [own, shownIds, notes, shelf] = await Promise.all([
      runsOf(library, person.id),
      library.find(shownTo, person.id),
      notesOf(library, person.id),
      library.get(shelves, person.id),
    ])
    const others = await Promise.all(shownIds.sort(byId).map(([id]) => library.get(runs, runShown(id))))
    const known = new Set(own.map(run => run.id))
    return {
      runs: own,
      shown: others.flatMap(run => (run && !known.has(run.id) ? [run] : [])),
      notes: notes.map(([id, note]) => [numberIn(id), note] as const),
      saved: shelf?.saved ?? [],
      read: shelf?.done ?? [],
    }
  }

  function listCard(mine: Mine, call: Call, looked: string, from: number): Message {
    const all = thingsOf(mine, call.person.id, content)
    const found = looked === '' ? all : thingsWith(all, looked)
    if (all.length === 0) return nothingYet
    if (found.length === 0)
      return [text('Nothing of yours has “', bold(clip(looked, 80)), '” in it.'), finding(looked)]
    const ordered = bySection(found)
    const page = ordered.slice(from, from + shown)
    const left = ordered.length - from - page.length
    return [
      heading(looked === '' ? 'My things' : `My things with “${clip(looked, 80)}”`),
      quiet(
        `${found.length === 1 ? 'One thing' : `${found.length} things`}, by section of the guide. Only you see this.`,
      ),
      ...(all.length > 1 ? [finding(looked)] : []),
      ...page.flatMap((one, at) => [
        ...(at === 0 || page[at - 1]?.section !== one.section ? [text(bold(titleOf(one.section)))] : []),
        row(clip(one.title, 120), one.about, ...one.ways),
      ]),
      ...(left > 0 ? [buttons(button(`${left} more`, `things from ${from + shown} ${looked}`.trim()))] : []),
      buttons(
        secondary(button('The whole guide as files', 'hearth export')),
        secondary(button('A blank guide to print', 'hearth export blank page')),
      ),
    ]
  }

  function bySection(all: readonly Thing[]): Thing[] {
    const order = new Map(content.guide.sections.map((one, at) => [one.id, at]))
    const rank = ({ section }: Thing) => order.get(section) ?? content.guide.sections.length
    return [...all].sort((a, b) => rank(a) - rank(b))
  }

  function titleOf(section: string): string {
    return content.guide.sections.find(one => one.id === section)?.title ?? 'Beside the guide'
  }

  async function copy(call: Call, id: string): Promise<Effect[]> {
    const source = await runFor(call.library, call, id)
    const walkthrough = contentOf(content.walkthroughs, source)
    const run = copyOf(call, walkthrough, source)
    await call.library.update(async tx => {
      await tx.put(runs, run.id, run)
      await setFocus(tx, call, run)
    })
    return [
      {
        type: 'send',
        to: { person: call.person.id },
        message: rootCard(walkthrough, run),
        card: cardOfRun(rootOf, run.id),
        listen: true,
      },
      privateReply([
        text('“', bold(run.name), '” is yours alone, with everything from “', bold(source.name), '”.'),
        buttons(button('Look at it', `walk @${run.id} overview`, 'primary'), button('My things', 'things')),
      ]),
    ]
  }
}

/** The field to find something by; what was looked for last stands in it. */
const finding = (looked: string) =>
  form(
    [{ id: 'word', label: 'Find by any word', type: 'line', ...(looked && { value: looked }) }],
    button('Find', 'things find'),
    ...(looked === '' ? [] : [skipsFields(button('All my things', 'things'))]),
  )

const nothingYet: Message = [
  text(
    'Nothing is yours here yet: walk-throughs, plans, saved readings and notes come together on this page.',
  ),
  buttons(
    button('Begin the checklist', 'gathering', 'primary'),
    button('Make a plan', 'plan'),
    button('Find something to read', 'readings'),
  ),
]
