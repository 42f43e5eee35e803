/** What a channel was told last, and what became of that message. */
export interface LastDigest {
  /** The occurrence that brought it. */
  key: string
  /** The date there, `2026-12-01`. */
  date: string
  plans: readonly string[]
  /** `waits`: its occurrence is still to be sent, or to be tried again. `dropped`: it was left out. */
  outcome: 'sent' | 'waits' | 'dropped'
}

/** What comes of an occurrence of a plan that reports to a channel. */
export type DigestDecision =
  /** A message that tells of these plans. */
  | { type: 'post'; plans: readonly string[] }
  /** The channel was told of the plan today. */
  | { type: 'told' }
  /** A message that tells of the plan is on its way: it is too early to say that nothing is left to do. */
  | { type: 'wait' }

interface DigestQuestion {
  /** The occurrence, its plan, and the date in its channel. */
  key: string
  plan: string
  today: string
  last: LastDigest | undefined
  /** The other plans that report there today, or should have. */
  others: readonly string[]
}

/** One message a day, however many plans report: the first one due brings the others along. The same occurrence tells of the same plans. */
export function decideDigest({ key, plan, today, last, others }: DigestQuestion): DigestDecision {
  if (last?.key === key) return { type: 'post', plans: last.plans }
  const told = last?.date === today && last.outcome !== 'dropped' ? last.plans : []
  if (told.includes(plan)) return { type: last?.outcome === 'sent' ? 'told' : 'wait' }
  return { type: 'post', plans: [plan, ...others.filter(id => id !== plan && !told.includes(id))] }
}
