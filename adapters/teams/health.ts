import type { Trouble } from '../../src/core/health-issue.ts'
import { SignInError, type Tokens } from './connector/token.ts'

interface Parts {
  /** Left out: nobody has to be let in. */
  tokens: Tokens | undefined
  now(): number
}

/** How long a no of the sign-in's is believed. A yes lasts as long as its token. */
const believedMs = 15_000

/** Whether Microsoft still lets Hearth in: a secret expires, and somebody may revoke it. */
export function createHealth({ tokens, now }: Parts) {
  let told: { issue: Trouble; until: number } | undefined

  return {
    async trouble(): Promise<Trouble | undefined> {
      if (told && now() < told.until) return told.issue
      const trouble = await tokens?.get().then(() => undefined, inWords)
      told = trouble && { issue: trouble, until: now() + believedMs }
      return trouble
    },
  }
}

function inWords(error: unknown): Trouble {
  if (!(error instanceof SignInError)) throw error
  const { says, mend } = error.fault
  return { says: `I cannot speak in Teams. ${says}`, mend }
}
