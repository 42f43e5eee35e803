import type { Call, Command } from '../../core/command.ts'
import { type Effect, privateReply } from '../../core/effect.ts'
import { button, buttons, code, file, type Message, quiet, text } from '../../core/message.ts'
import { dayOf } from '../../core/time/in-words.ts'
import { UserError } from '../../core/user-error.ts'
import { calendarFile } from '../../paper/calendar.ts'
import { datesInWords } from '../walkthrough/actions/calendar.ts'
import { entriesFor } from './feed.ts'
import { calendarFeeds, feedPath, newSecret } from './store.ts'

interface CalendarDeps {
  /** Where browsers and calendars reach this Hearth, such as `https://hearth.example.org`; undefined: nowhere. */
  address(): string | undefined
}

/** `calendar`: all of the asker's dates as a file. `calendar feed`: an address at which their calendar looks for them by itself. */
export function calendarCommand({ address }: CalendarDeps): Command {
  return {
    name: 'calendar',
    typedOnly: true,
    summary: 'Your dates for your own calendar: gatherings and the steps of plans',
    hint: '[feed | feed off]',
    keywords: ['calendar', 'ics', 'ical', 'outlook', 'google', 'dates', 'feed', 'subscribe'],
    examples: [
      ['calendar', 'gives all your dates as one file'],
      ['calendar feed', 'gives an address at which your calendar looks for them by itself'],
      ['calendar feed off', 'ends that address'],
    ],
    phrases: { 'my calendar': '', 'my dates': '', ics: '' },
    inWords: rest => (rest === '' ? 'Your dates as a file for your calendar' : undefined),
    isItsWords: isWords,
    isCertain: (_, rest) => isWords(rest),
    async run(call) {
      const rest = call.rest.trim()
      if (rest === '') return [privateReply(await all(call))]
      const asked = words.exec(rest)
      if (!asked)
        throw new UserError(
          'I know “calendar”, “calendar feed” and “calendar feed off”. One plan’s dates alone come with “plan calendar”, a gathering’s with “gathering calendar”.',
        )
      const action = asked[1]?.toLowerCase()
      if (action === 'off') return off(call)
      return action === 'new' ? renew(call) : feed(call)
    },
  }

  async function all(call: Call): Promise<Message> {
    const entries = await entriesFor(call.library, call.person.id)
    const feeds: Message = address()
      ? [buttons(button('Let my calendar look by itself', 'calendar feed'))]
      : []
    if (entries.length === 0)
      return [
        text('None of your gatherings and plans has a date yet.'),
        quiet(
          'Type ',
          code('gathering date Dec 12 at 3 pm'),
          ', or give a step a day: ',
          code('plan step Call the tutor, Ana, by Dec 12'),
          '.',
        ),
        ...feeds,
      ]
    return [
      text('Here are your dates for your calendar. Opened again later, the file brings it up to date.'),
      ...(await datesInWords(call, entries)),
      file('hearth.ics', calendarFile('Hearth', entries, call.at)),
      ...feeds,
    ]
  }

  async function feed(call: Call): Promise<Effect[]> {
    const known = await call.library.get(calendarFeeds, call.person.id)
    if (!known) return renew(call)
    return [
      privateReply([
        text(
          `Your calendar may look for your dates since ${dayOf(known.since, call.person.locale)}. I told you the address then, and keep no copy of it.`,
        ),
        buttons(button('A new address', 'calendar feed new'), button('Turn it off', 'calendar feed off')),
        quiet('A new address ends the old one.'),
      ]),
    ]
  }

  async function renew(call: Call): Promise<Effect[]> {
    const base = address()
    if (base === undefined)
      throw new UserError(
        'Calendars cannot look here by themselves: Hearth’s page in the browser is not on. “calendar” gives your dates as a file.',
      )
    const { secret, hash } = newSecret()
    const { conversation } = call.place
    const had = await call.library.update(async tx => {
      const before = await tx.get(calendarFeeds, call.person.id)
      await tx.put(calendarFeeds, call.person.id, { version: 1, hash, since: call.at, address: conversation })
      return before !== undefined
    })
    return [
      privateReply([
        text(
          'Give this address to your calendar as one to subscribe to (in Outlook: ',
          code('Add calendar'),
          ', ',
          code('Subscribe from web'),
          '; in Google: ',
          code('Other calendars'),
          ', ',
          code('From URL'),
          '):',
        ),
        text(code(`${base}${feedPath(call.workspace, secret)}`)),
        quiet(
          `It is for you alone: whoever has it can read the dates of your gatherings and plans.${had ? ' The address before it is off now.' : ''}${isHere(base) ? ' It works for calendars on this computer alone.' : ''}`,
        ),
        buttons(button('Turn it off', 'calendar feed off')),
      ]),
    ]
  }

  async function off(call: Call): Promise<Effect[]> {
    const had = await call.library.update(async tx => {
      const before = await tx.get(calendarFeeds, call.person.id)
      await tx.delete(calendarFeeds, call.person.id)
      return before !== undefined
    })
    return [
      privateReply([
        text(
          had
            ? 'It is off: the address tells nobody anything from now on. What your calendar has already stays there until you unsubscribe.'
            : 'It was not on: no calendar may look for your dates.',
        ),
      ]),
    ]
  }
}

const words = /^(?:feed|subscribe)(?:\s+(on|off|new))?$/i
const isWords = (rest: string): boolean => rest.trim() === '' || words.test(rest.trim())

const isHere = (base: string): boolean => /^https?:\/\/(?:localhost|127\.0\.0\.1)(?::|\/|$)/.test(base)
