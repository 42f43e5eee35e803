import { installRecords, organizationRecords } from '../../adapters/slack/oauth/records.ts'
import { conversationRecords, personRecords, tenantRecords } from '../../adapters/teams/directory/records.ts'
import { entries } from '../../adapters/web/journal.ts'
import { webInvitations, webSessions } from '../../adapters/web/membership/records.ts'
import { webPeople } from '../../adapters/web/people.ts'
import type { Content } from '../content/load.ts'
import type { Reminder } from '../core/schedule/reminder.ts'
import { reminderRule, undoRulesOfCore } from '../core/undo/rules-of-core.ts'
import { type UndoRules, undoRule, undoRules, unnoticed } from '../core/undo/undo.ts'
import { undoRulesOfCalendars } from '../features/calendar/undo.ts'
import { welcomed } from '../features/home/home-page.ts'
import { undoRulesOfIcebreakers, weeklyBack } from '../features/icebreaker/undo.ts'
import { pendingImports } from '../features/import/store.ts'
import { undoRulesOfOwnContent } from '../features/own-content/undo.ts'
import { pendingDrafts } from '../features/own-icebreakers/store.ts'
import { reminderBack, undoRulesOfPlans } from '../features/plan/undo.ts'
import { undoRulesOfPrivacy } from '../features/privacy/undo.ts'
import { undoRulesOfReadings } from '../features/readings/undo.ts'
import { undoRulesOfSettings } from '../features/settings/undo.ts'
import { undoRulesOfWalkthroughs } from '../features/walkthrough/undo.ts'

/** How a change is taken back, for every kind of document there is. */
export const createUndoRules = ({ walkthroughs, icebreakers }: Content): UndoRules =>
  undoRules([
    ...undoRulesOfCore,
    ...undoRulesOfPlans(walkthroughs),
    ...undoRulesOfWalkthroughs(walkthroughs),
    ...undoRulesOfIcebreakers(icebreakers),
    ...undoRulesOfReadings,
    ...undoRulesOfOwnContent,
    ...undoRulesOfCalendars,
    ...undoRulesOfSettings,
    ...undoRulesOfPrivacy,
    undoRule<Reminder>({
      ...reminderRule,
      show: (call, all) => {
        const [weekly, plans] = [all.filter(isWeekly), all.filter(one => !isWeekly(one))]
        return [...weeklyBack(call, weekly), ...reminderBack(call, plans)]
      },
    }),
    ...[
      welcomed,
      pendingImports,
      pendingDrafts,
      personRecords,
      conversationRecords,
      tenantRecords,
      installRecords,
      organizationRecords,
      entries,
      webPeople,
      webInvitations,
      webSessions,
    ].map(unnoticed),
  ])

const isWeekly = ({ was, now }: { was: Reminder | undefined; now: Reminder | undefined }): boolean =>
  (now ?? was)?.subject.type === 'icebreaker'
