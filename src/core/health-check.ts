import { reason } from './logger.ts'

/** How one thing stands. What is not fine says what mends it: the click, or the line to type. */
export type Finding =
  | { level: 'fine'; says: string }
  /** It works, but not as well as it could, or not for long. */
  | { level: 'advice'; says: string; mend: string }
  /** Something people expect does not work. */
  | { level: 'broken'; says: string; mend: string }

/** Something that can be looked at. */
export interface Check {
  name: string
  run(): Promise<readonly Finding[]>
}

/** What a check found. */
export interface Report {
  name: string
  findings: readonly Finding[]
}

export const fine = (says: string): Finding => ({ level: 'fine', says })
export const advice = (says: string, mend: string): Finding => ({ level: 'advice', says, mend })
export const broken = (says: string, mend: string): Finding => ({ level: 'broken', says, mend })

/** Runs all checks at once. One that fails itself says so, and keeps no other back. */
export function examine(checks: readonly Check[]): Promise<Report[]> {
  return Promise.all(checks.map(async ({ name, run }) => ({ name, findings: await run().catch(failed) })))
}

const failed = (error: unknown): Finding[] => [
  broken(`This could not be looked at. ${reason(error)}`, 'Mend what it names, and look again.'),
]

/** In one sentence how it is as a whole. */
export function summary(reports: readonly Report[]): string {
  const count = (level: Finding['level']) =>
    reports.flatMap(report => report.findings).filter(one => one.level === level).length
  const [wrong, could] = [count('broken'), count('advice')]
  const tips = could === 0 ? '' : could === 1 ? '; one piece of advice' : `; ${could} pieces of advice`
  return wrong === 0
    ? `Nothing is broken${tips}.`
    : `${wrong === 1 ? 'One thing is' : `${wrong} things are`} broken${tips}.`
}

export const isBroken = (reports: readonly Report[]): boolean =>
  reports.some(report => report.findings.some(one => one.level === 'broken'))

/** Why an address gave no answer, in a few words. */
export function whyUnreached(error: unknown): string {
  const { name, cause } = error as Error & { cause?: { code?: unknown } }
  if (name === 'TimeoutError') return 'no answer in time'
  if (name === 'SyntaxError') return 'something else answered in its place'
  return typeof cause?.code === 'string' ? cause.code : 'the connection failed'
}
