import type { PersonId, Workspace } from '../../core/incoming.ts'
import type { Tx } from '../../core/store.ts'

/** Who is in the library of the page in the browser: its adapter keeps that, and signs the links. */
export interface Membership {
  /** The library that the page is for. */
  readonly home: Workspace
  /** Where those who look after the page are shown the link of an invitation. */
  pageOf(id: string): string
  leads(from: Pick<Tx, 'get'>, id: PersonId): Promise<boolean>
  /**
   * Undefined: that is no name. `full`: there are as many as there may be. `again`: they are one of the library's already. `looksLike`:
   * nobody would tell it from that other name.
   */
  invite(
    tx: Tx,
    wanted: { name: string; by: PersonId; at: number },
  ): Promise<(OpenInvitation & { again: boolean }) | { looksLike: string } | 'full' | undefined>
  /** Whose it was; undefined: it is not open any more. */
  withdraw(tx: Tx, id: string): Promise<string | undefined>
  list(from: Pick<Tx, 'list'>, at: number): Promise<{ people: Member[]; open: OpenInvitation[] }>
  /** In how many browsers they were. */
  signOutEverywhere(tx: Tx, person: PersonId): Promise<number>
  /** What they did stays, and they come in no more. */
  letGo(tx: Tx, person: PersonId): Promise<void>
  /** Open pages of theirs end now. */
  tellSignedOut(person: PersonId): void
}

/** Somebody on the page. */
export interface Member {
  id: PersonId
  name: string
  leads: boolean
  browsers: number
}

/** An invitation that nobody came by yet. */
interface OpenInvitation {
  id: string
  name: string
  until: number
}
