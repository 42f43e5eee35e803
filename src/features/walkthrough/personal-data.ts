import { eachOf } from '../../core/records/bounds.ts'
import {
  byAll,
  byHearthAlone,
  byYouAlone,
  forItself,
  type PersonalDataEntry,
  personalDataEntry,
} from '../../core/records/personal-data.ts'
import { noteBound, runBound } from './bounds.ts'
import { type Note, notes } from './note-command.ts'
import { isOthersToo, losesName, neutralName, peopleOf, runWithout, saidBy } from './run/erase.ts'
import { scheduleOf } from './run/plan.ts'
import { everything, lastUsed, type Run, runs } from './run/run.ts'
import { planOf } from './run/run-plan.ts'
import { focuses, isIn, reviewers, reviewersByRun, shares } from './store.ts'

/** What is kept of walk-throughs and plans. */
export const personalDataOfWalkthroughs: readonly PersonalDataEntry[] = [
  personalDataEntry<Run>({
    kind: runs,
    record: recordOf,
    what: 'Walk-throughs and plans you are in, with their answers, notes and steps',
    bound: runBound,
    learn: (all, { id }) => {
      const mine = all.map(([, run]) => run).filter(run => isTouchedBy(run, id))
      return {
        own: new Set(mine.flatMap(run => (run.owner.id === id ? [run.id] : []))),
        gone: new Set(mine.flatMap(run => (isOthersToo(run, id) ? [] : [run.id, scheduleOf(run.id)]))),
        renamed: new Map(
          mine.flatMap(run =>
            losesName(run, id) ? [[run.id, { old: run.name, now: neutralName(run) }] as const] : [],
          ),
        ),
      }
    },
    partOf: (run, _, { who }) =>
      isTouchedBy(run, who.id)
        ? {
            data: isIn(run, who.id) ? run : { id: run.id, name: run.name, you_wrote: saidBy(run, who.id) },
            line: `“${run.name}”: ${told(run, who.id)}`,
            since: run.begunAt,
            seenBy: seenBy(run, who.id),
          }
        : undefined,
    holdable: 'each',
    aging: {
      what: 'walk-throughs and plans',
      left: (run, before) => (lastUsed(run) < before ? undefined : run),
    },
    without: (run, _, about) => {
      if (about.gone.has(run.id)) return undefined
      // Most runs have nothing to do with them: no id, and nothing taken over from theirs.
      const isTheirs =
        peopleOf(run).includes(about.who.id) ||
        planOf(run).told?.some(one => one.id === about.who.id) ||
        everything(run).some(one => one.sourceRunId ?? one.from)
      return isTheirs ? runWithout(run, about) : run
    },
  }),
  personalDataEntry({
    kind: shares,
    what: 'Channels you shared a walk-through with',
    bound: eachOf(runs),
    partOf: (one, id, { own }) =>
      own.has(id)
        ? {
            data: one,
            line: one.name ?? 'a channel',
            seenBy: one.posted ? `seen by everyone in ${one.name ?? 'the channel'}` : byYouAlone,
          }
        : undefined,
    without: (one, id, { gone }) => (gone.has(id) ? undefined : one),
  }),
  personalDataEntry({
    kind: reviewers,
    what: 'Which walk-throughs were shown to you, and to whom you showed yours',
    bound: {
      ...eachOf('counted'),
      counted: [
        {
          by: reviewersByRun,
          most: 100,
          tooMany: most =>
            `That one was shown to ${most} colleagues already, which is as many as I keep. To have more see it, “share” it in a channel.`,
        },
      ],
    },
    partOf: (one, key, { who, own }) => {
      const [run = '', person] = key.split('/')
      if (person !== who.id && !own.has(run)) return undefined
      const line = person === who.id ? 'one was shown to you' : 'you showed one to a colleague'
      return { data: { [key]: one }, line, since: one.at, seenBy: byHearthAlone }
    },
    without: (one, key, { who, gone }) => {
      const [run = '', person] = key.split('/')
      return person === who.id || gone.has(run) ? undefined : one
    },
  }),
  personalDataEntry({
    kind: focuses,
    ...forItself,
    what: 'Which walk-through you were at last',
    bound: eachOf('person'),
    partOf: (one, id, { who }) =>
      id === who.id ? { data: one, line: 'the latest one', seenBy: byHearthAlone } : undefined,
    without: ({ waiting, latest }, id, { who, gone }) =>
      id === who.id
        ? undefined
        : {
            ...(waiting && !gone.has(waiting) && { waiting }),
            ...(latest && !gone.has(latest) && { latest }),
          },
  }),
  personalDataEntry<Note>({
    kind: notes,
    what: 'Notes',
    bound: noteBound,
    partOf: (one, _, { who }) =>
      one.by === who.id ? { data: one, line: one.text, since: one.at, seenBy: byYouAlone } : undefined,
    aging: { what: 'notes', left: (one, before) => (one.at < before ? undefined : one) },
    without: (one, _, { who }) => (one.by === who.id ? undefined : one),
  }),
]

/** What people said and decided, without where the run is just now. */
function recordOf({ name, namedBy, owner, invited, place, answers, held, notes, plan }: Run): unknown {
  const { unanswered: _, remindedAt: __, told: ___, ...kept } = plan ?? {}
  return { name, namedBy, owner, invited, place, answers, held, notes, plan: kept }
}

const isTouchedBy = (run: Run, id: string): boolean => peopleOf(run).includes(id)

const told = (run: Run, id: string): string => {
  const own = saidBy(run, id).length
  const steps = planOf(run).steps.length
  return [
    run.owner.id === id ? 'you’re the owner' : `owner: ${run.owner.name}`,
    `${own} ${own === 1 ? 'line' : 'lines'} of yours`,
    ...(steps > 0 ? [`${steps} ${steps === 1 ? 'step' : 'steps'}`] : []),
  ].join(', ')
}

function seenBy(run: Run, id: string): string {
  if (!run.place.personal) return `seen by everyone in ${run.place.name ?? 'its channel'}`
  const others = [run.owner, ...run.invited].filter(one => one.id !== id).map(one => one.name)
  if (others.length > 5) return byAll
  return others.length === 0 ? byYouAlone : `seen by you and ${others.join(', ')}`
}
