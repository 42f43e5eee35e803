import { seen } from '../slack/stand-in.ts'
import { asksInSlack, patience } from './asks.ts'
import type { Outcome } from './fuzz.ts'
import { type House, openHouse } from './house.ts'
import { storedIn } from './stored.ts'

/** So many of each kind are on their way at once. */
const atOnce = 5
/** In milliseconds: whoever is slowed waits for a minute and more; whoever is not, for as long as a busy machine needs. */
const muchTooLong = 10_000
/** As long as people write who have much to say. */
const muchToSay = ` and ${'what the neighbors bring along, '.repeat(150).trimEnd()}`
/** So many bytes may be written for each that was typed: a log, a snapshot now and then, answers and cards. What writes all anew each time needs hundreds. */
const mostWritten = 40

/** A colleague asks between so many lines: counted and not timed, so that no colleague is ever too fast, too. */
const between = 5

/** One person asks that much at once, on each platform, in notes and in answers, while colleagues go on as ever. */
export async function flood({ shots }: { shots: number }): Promise<Outcome> {
  const outcome: Outcome = {
    what: 'a flood from one person',
    tried: 0,
    answers: {},
    documents: 0,
    unsaid: 0,
    faults: [],
  }
  let [asked, longest] = [0, 0]
  const house = await openHouse()
  try {
    const root = await begun(house)
    const lines = Array.from({ length: shots }, (_, at) => `this is line number ${at}`)
    await Promise.all([
      each(lines, line => house.slack.slash('ada', '#staff', '/hearth', `note ${line}${muchToSay}`)),
      each(lines, line => house.slack.say('ada', '#c1', line, { under: root })),
      each(lines, line => house.teams.say('ana', 'me', `note ${line}`)),
    ])
    outcome.answers[`colleagues meanwhile, each within ${Math.ceil(longest / 100) / 10} s`] = asked
    if (longest > muchTooLong) outcome.faults.push(`a colleague waited for ${Math.round(longest / 1_000)} s`)
    const typed = shots * muchToSay.length
    const written = await house.written()
    if (written !== undefined && written > typed * mostWritten)
      outcome.faults.push(`${written} bytes were written for ${typed} that were typed`)
    await costsWhatItHolds(house, outcome)
    await house.kill()
    await everythingKept(house, lines, outcome)
    await house.restart()
    await colleague(house, asked++)
    await everythingKept(house, lines, outcome)
  } finally {
    await house.close()
  }
  return outcome

  /** A few on their way at any time: as fast as they are answered, which is faster than anybody types. */
  async function each(all: readonly string[], fire: (line: string) => Promise<{ status: number }>) {
    const left = [...all]
    const worker = async () => {
      for (let line = left.shift(); line !== undefined; line = left.shift()) {
        const { status } = await fire(line)
        outcome.tried += 1
        outcome.answers[status] = (outcome.answers[status] ?? 0) + 1
        if (status !== 200) outcome.faults.push(`answered ${status}`)
        if (outcome.tried % between === 0) longest = Math.max(longest, await colleague(house, asked++))
      }
    }
    await Promise.all(Array.from({ length: atOnce }, worker))
  }
}

/** So many long notes of somebody who has some; each written anew with all before it would be twenty times as much. */
const long = { notes: 40, letters: 7_000, most: 5 }

/** What is written for long notes is a small multiple of what they hold, however many there are before them. */
async function costsWhatItHolds(house: House, outcome: Outcome): Promise<void> {
  const before = await house.written()
  for (let at = 0; at < long.notes; at++) {
    const { status } = await house.slack.slash('p1', '#c2', '/hearth', `note ${'x'.repeat(long.letters)}`)
    outcome.tried += 1
    outcome.answers[status] = (outcome.answers[status] ?? 0) + 1
  }
  const typed = long.notes * long.letters
  const after = await house.written()
  if (before === undefined || after === undefined) return
  const written = after - before
  outcome.answers['bytes written for each that was typed in long notes'] = Math.ceil(written / typed)
  if (written > long.most * typed) outcome.faults.push(`${written} bytes were written for ${typed} of notes`)
}

/** A walk-through in a thread, which takes what is typed there as answers. */
async function begun({ slack }: House) {
  await slack.slash('ada', '#c1', '/gathering', 'thread Spring tea')
  const root = await slack.until(() => slack.posted('#c1').find(one => !one.thread_ts), patience)
  await slack.until(() => slack.thread(root).some(one => seen(one).text.includes('Question 1 of')), patience)
  return root
}

/** Somebody else, each time another: how long they waited. */
async function colleague({ slack }: House, at: number): Promise<number> {
  const took = await asksInSlack(slack, `p${at % 40}`, '#c2')
  if (took === undefined) throw new Error('a colleague was not answered')
  return took
}

async function everythingKept({ dataDir }: House, lines: readonly string[], outcome: Outcome): Promise<void> {
  const stored = await storedIn(dataDir)
  outcome.documents = stored.length
  const all = stored
    .filter(one => one.kind === 'note')
    .map(one => one.document as { by: string; text: string })
    .filter(one => one.text.length < long.letters)
  const people = [...new Set(all.map(one => one.by))]
  const notes = people.map(id => JSON.stringify(all.filter(one => one.by === id)))
  const run = stored
    .map(({ document }) => JSON.stringify(document))
    .find(text => text.includes('"walkthrough":"gathering"'))
  if (notes.length !== 2) outcome.faults.push(`there are notes of ${notes.length} people`)
  for (const line of lines)
    for (const [where, text] of [
      ...notes.map(note => ['notes', note] as const),
      ['answers', run ?? ''] as const,
    ])
      if (!text.includes(`"${line}"`) && !text.includes(`"${line}${muchToSay}`))
        outcome.faults.push(`lost from the ${where}: ${line}`)
}
