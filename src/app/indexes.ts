import { entriesByPlace } from '../../adapters/web/journal.ts'
import { webSessionsByPerson } from '../../adapters/web/membership/records.ts'
import { cardsByMessage, cardsByPlace, cardsBySubject, threadsByCard } from '../core/cards.ts'
import { heldVersionsByDocument, versionsOf } from '../core/records/held-versions.ts'
import { remindersByConversation, remindersByPerson } from '../core/schedule/reminder.ts'
import type { Index } from '../core/store.ts'
import { recordsBy } from '../core/undo/undo.ts'
import { feedsByHash } from '../features/calendar/store.ts'
import { suggestionsByPerson } from '../features/icebreaker/catalog.ts'
import { digestsByPlan } from '../features/plan/digest/channel-digest.ts'
import { plansByOffer, plansByStepTold } from '../features/plan/store.ts'
import { runsByOwner } from '../features/walkthrough/bounds.ts'
import { notesByPerson } from '../features/walkthrough/note-command.ts'
import { reviewersByRun, runsBy, sharesByConversation, shownTo } from '../features/walkthrough/store.ts'

/** Every index there is, for a store that keeps their keys. */
export const indexTable: readonly Index<unknown>[] = [
  cardsByMessage,
  cardsByPlace,
  cardsBySubject,
  digestsByPlan,
  entriesByPlace,
  feedsByHash,
  heldVersionsByDocument,
  notesByPerson,
  plansByOffer,
  plansByStepTold,
  recordsBy,
  remindersByConversation,
  remindersByPerson,
  reviewersByRun,
  runsBy,
  runsByOwner,
  sharesByConversation,
  shownTo,
  suggestionsByPerson,
  threadsByCard,
  versionsOf,
  webSessionsByPerson,
]
