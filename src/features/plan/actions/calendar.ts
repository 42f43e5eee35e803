import { privateReply } from '../../../core/effect.ts'
import { calendarCard } from '../../walkthrough/actions/calendar.ts'
import { planFor } from '../store.ts'
import { alone, type PlanAction } from './action.ts'

/** `plan calendar`: the days by which its steps are to be done, as a file for the asker's own calendar. */
export const calendar: PlanAction = {
  name: 'calendar',
  aliases: ['ics'],
  takes: alone,
  inWords: () => 'The plan’s dates for your calendar',
  run: async ({ call, id }) => [
    privateReply(await calendarCard(call, await planFor(call.library, call, id))),
  ],
}
