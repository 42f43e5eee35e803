import type { HealthIssue } from '../../src/core/health-issue.ts'
import { SignInError, type Tokens } from './connector/token.ts'

interface HealthDeps {
  /** Left out: no sign-in is needed. */
  tokens: Tokens | undefined
  now(): number
}

/** How long a failed sign-in is remembered. A successful one lasts as long as its token. */
const believedMs = 15_000

/** Checks whether Microsoft still lets Hearth in: a secret expires, and somebody may revoke it. */
export function createHealth({ tokens, now }: HealthDeps) {
  let remembered: { issue: HealthIssue; until: number } | undefined

  return {
    async issue(): Promise<HealthIssue | undefined> {
      if (remembered && now() < remembered.until) return remembered.issue
      const issue = await tokens?.get().then(() => undefined, inWords)
      remembered = issue && { issue, until: now() + believedMs }
      return issue
    },
  }
}

function inWords(error: unknown): HealthIssue {
  if (!(error instanceof SignInError)) throw error
  const { says, mend } = error.fault
  return { says: `I cannot speak in Teams. ${says}`, mend }
}
