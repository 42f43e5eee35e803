import { seen } from '../slack/stand-in.ts'
import type { Outcome } from './fuzz.ts'
import { type House, openHouse } from './house.ts'
import { storedIn } from './stored.ts'

/** So many of each kind are on their way at once. */
const atOnce = 5

/** One person asks that much at once, on each platform, in notes and in answers, while colleagues go on as ever. */
export async function flood({ shots }: { shots: number }): Promise<Outcome> {
  const outcome: Outcome = {
    what: 'a flood from one person',
    tried: 0,
    answers: {},
    documents: 0,
    faults: [],
  }
  const house = await openHouse()
  try {
    const root = await begun(house)
    const lines = Array.from({ length: shots }, (_, at) => `number ${at}`)
    const longest = { ms: 0 }
    let over = false
    const colleagues = patiently(house, () => over, longest)
    await Promise.all([
      each(lines, line => house.slack.slash('ada', '#staff', '/hearth', `note ${line}`)),
      each(lines, line => house.slack.say('ada', '#c1', line, { under: root })),
      each(lines, line => house.teams.say('ana', 'me', `note ${line}`)),
    ])
    over = true
    await colleagues
    outcome.answers[`${Math.ceil(longest.ms / 100) / 10} s at most for others`] = 1
    await house.kill()
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
      }
    }
    await Promise.all(Array.from({ length: atOnce }, worker))
  }
}

/** A walk-through in a thread, which takes what is typed there as answers. */
async function begun({ slack }: House) {
  await slack.slash('ada', '#c1', '/gathering', 'thread Spring tea')
  const root = await slack.until(() => slack.posted('#c1').find(one => !one.thread_ts))
  await slack.until(() => slack.thread(root).some(one => seen(one).text.includes('Question 1 of')))
  return root
}

/** Somebody else, again and again: how long they waited at most. */
async function patiently({ slack }: House, over: () => boolean, longest: { ms: number }): Promise<void> {
  for (let at = 0; !over(); at++) {
    const { status, took, message } = await slack.slash(`p${at % 20}`, '#c2', '/readings', 'hosting')
    if (!message || !/Readings/.test(seen(message).text))
      throw new Error(`a colleague was answered ${status} after ${Math.round(took)} ms`)
    longest.ms = Math.max(longest.ms, took)
  }
}

async function everythingKept({ dataDir }: House, lines: readonly string[], outcome: Outcome): Promise<void> {
  const texts = (await storedIn(dataDir)).map(({ document }) => JSON.stringify(document))
  outcome.documents = texts.length
  const notes = texts.filter(text => text.startsWith('{"all":'))
  const run = texts.find(text => text.includes('"walkthrough":"gathering"')) ?? ''
  if (notes.length !== 2) outcome.faults.push(`there are notes of ${notes.length} people`)
  for (const line of lines)
    for (const [where, text] of [...notes.map(note => ['notes', note] as const), ['answers', run] as const])
      if (!text.includes(`"${line}"`)) outcome.faults.push(`lost from the ${where}: ${line}`)
}
