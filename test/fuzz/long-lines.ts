import fc from 'fast-check'
import { inHouse, type Order, type Outcome } from './fuzz.ts'
import { anyLongLine, everyCommandAtLength } from './lines.ts'

/** So many milliseconds of the processor one line may take: it is everybody's time. On a machine that is busy with other things, each takes some times as long. */
const most = 2_000
/** Hundreds write in one chat a second apart: these are enough, so that nobody is slowed. */
const people = Array.from({ length: 40 }, (_, at) => `p${at}`)

/** Lines as long as a platform takes them, made of what Hearth knows words for, over and over: however they are read, they are read soon. */
export async function fuzzLongLines({ shots, seed }: Order): Promise<Outcome> {
  return inHouse('long lines of known words', {}, async (house, outcome) => {
    let longest = 0
    let before = await house.worked()
    const lines = [...everyCommandAtLength, ...fc.sample(anyLongLine, { numRuns: shots, seed })]
    for (const [at, line] of lines.entries()) {
      if (house.gone()) return void outcome.faults.push(`Hearth ended with ${house.gone()}`)
      const who = people[at % people.length] ?? ''
      const { status } =
        at % 3 === 0
          ? await house.teams.say(who, 'me', line)
          : at % 3 === 1
            ? await house.slack.say(who, 'DM', line)
            : await house.slack.slash(who, '#c1', '/hearth', line)
      outcome.tried += 1
      outcome.answers[status] = (outcome.answers[status] ?? 0) + 1
      const after = await house.worked()
      if (before !== undefined && after !== undefined) {
        longest = Math.max(longest, after - before)
        if (after - before > most)
          outcome.faults.push(
            `a line took ${after - before} ms of the processor: seed ${seed}, number ${at}: ${JSON.stringify(line.slice(0, 300))}`,
          )
      }
      before = after
    }
    outcome.answers['ms of the processor at most'] = longest
  })
}
