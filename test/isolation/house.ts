import type { Incoming } from '../../src/core/incoming.ts'
import { legalHolds } from '../../src/core/records/legal-hold.ts'
import { librarySettings } from '../../src/core/records/library-settings.ts'
import { closures } from '../../src/core/schedule/closures.ts'
import { type Kind, schedules } from '../../src/core/store.ts'
import { retired, suggestions } from '../../src/features/icebreaker/catalog.ts'
import { retention } from '../../src/features/privacy/retention-period.ts'
import { reviewers, runs, shares } from '../../src/features/walkthrough/store.ts'
import { openChat } from '../chat.ts'
import type { Actor } from './actors.ts'

/** Words that only those may see with whom they were shared. */
export const secret = 'neighbours who eat alone'

/** What a try can come to: something to read, something changed. */
export interface Outcome {
  saw: boolean
  changed: boolean
}

/** A library in which somebody tries something. */
export async function openHouse(admins: string[] = ['adm']) {
  const chat = await openChat({ admins })
  chat.beGuest('gil')
  let touched = false

  return {
    chat,
    close: chat.close,
    /** Somebody types a line where they are. */
    async tries(actor: Actor, line: string, over: Partial<Incoming> = {}): Promise<Outcome> {
      const before = await stored()
      const shown = await chat.handle(
        chat.incoming(actor.who, actor.room, line, {
          ...(actor.workspace && { workspace: actor.workspace }),
          ...over,
        }),
      )
      const theirs = shown.filter(one => one.to.startsWith(`test:${actor.room}`))
      const changed = (await stored()) !== before
      touched ||= changed
      return { saw: JSON.stringify(theirs).includes(secret), changed }
    },
    /** Whether anything was changed since this was asked last. */
    wasTouched(): boolean {
      const was = touched
      touched = false
      return was
    },
    /** The id of the newest run. */
    async latest(): Promise<string> {
      const all = (await chat.store().list(chat.workspace, runs)).map(([, run]) => run)
      return all.sort((a, b) => a.begunAt - b.begunAt || 0).at(-1)?.id ?? ''
    },
  }

  /** What concerns more than the one who types, as text: not where they are, nor which lines were heard. */
  async function stored(): Promise<string> {
    const kinds: Kind<unknown>[] = [
      ...[runs, shares, reviewers, schedules, closures, retired, suggestions],
      ...[retention, legalHolds, librarySettings],
    ]
    const all = await Promise.all(kinds.map(kind => chat.store().list(chat.workspace, kind)))
    return JSON.stringify(all)
  }
}

export type House = Awaited<ReturnType<typeof openHouse>>
