import type { Script, Step } from '../script.ts'
import { days, fills, presses, says, times } from './steps.ts'

/** A plan with two steps, which comes back on Mondays at nine in London. */
const planWithReminder: readonly Step[] = [
  says('ana', 'me', 'plan dm Spring coffee', /0 of 6 questions answered/),
  says('ana', 'me', 'plan step Call the tutor, Ana, by 24 Nov', /Added as step 1/),
  says('ana', 'me', 'plan step Order cups by 18 Dec', /Added as step 2/),
  says(
    'ana',
    'me',
    'plan remind monday 9:00 in Europe/London',
    /every Monday at 9:00 a.m. \(London time\), in a direct message/,
    /The next reminder: Mon, Nov 30 at 9:00 a.m./,
  ),
]

/** A week goes by, and it comes. */
const comes = (...sees: RegExp[]): Step => ({ who: 'ana', waits: days(7), sees })

const everyButton: Script = {
  shows: 'A plan’s weekly reminder, answered with Still on it, Stuck, Later, Done and Stop',
  steps: [
    ...planWithReminder,
    comes(/Call the tutor · Ana · was due Tue, Nov 24/),
    presses('ana', 'Still on it', /“Spring coffee” is moving/),
    comes(/Call the tutor · Ana · was due/),
    presses('ana', 'Stuck', /What’s in the way of “Spring coffee”\?/),
    says('ana', 'me', 'No money for cups', /That’s saved with “Spring coffee/),
    comes(/Call the tutor · Ana · was due/),
    presses('ana', 'Remind me later', /When should I remind you about “Spring coffee” again\?/),
    presses('ana', 'Tomorrow', /paused[\s\S]*The next reminder: Tue, Dec 15 at 9:00 a.m./),
    comes(/Call the tutor · Ana · was due/),
    presses('ana', 'Done', /Done: Call the tutor/, /1 of 2 steps done/),
    comes(/Order cups · was due Fri, Dec 18/),
    presses('ana', 'Stop reminding', /I’ve stopped the reminders for “Spring coffee/),
    { ...comes(), hides: [{ from: 'ana', words: times(2, 'Order cups · was due') }] },
  ],
}

const laterOnADay: Script = {
  shows: 'A reminder put off to a day, typed or chosen; a day that is past is refused in words',
  steps: [
    ...planWithReminder,
    says('ana', 'me', 'plan later 3 Dec', /The next reminder: Thu, Dec 3 at 9:00 a.m./),
    says('ana', 'me', 'plan later', /When should I remind you about “Spring coffee” again\?/),
    fills('ana', ['2026-12-09'], 'On that day', /The next reminder: Wed, Dec 9 at 9:00 a.m./),
    says('ana', 'me', 'plan later 1 Nov', /has already passed/),
  ],
}

const handedOver: Script = {
  shows: 'A plan handed over: the colleague is asked first, and then has it at their own local time',
  steps: [
    says('ben', 'me', 'hearth settings zone Europe/Paris', /Europe\/Paris \(Paris time\), set by you/),
    ...planWithReminder,
    says('ana', 'me', 'plan hand over', /Who could be the owner of “Spring coffee”\?/),
    {
      ...fills('ana', ['ben'], 'Ask them', /I asked @?ben to be the owner/),
      shows: [{ to: 'ben', sees: /ana asks: would you be the owner of the plan “Spring coffee”/ }],
    },
    {
      ...presses('ben', 'Yes, I’ll take it', /is yours now[\s\S]*every Monday at 9:00 a.m. \(Paris time\)/),
      shows: [{ to: 'ana', sees: /ben\s+is the owner of “Spring coffee” now/ }],
    },
    { who: 'ben', waits: days(7), sees: [/Still on it/], hides: [{ from: 'ana', words: /Still on it/ }] },
  ],
}

const namedToHandOver: Script = {
  shows: 'A colleague named in a typed line is asked to take a plan, and declines',
  steps: [
    says('ben', 'me', 'hello', /Welcome, ben/),
    says('ana', 'me', 'plan dm Spring coffee', /0 of 6 questions answered/),
    {
      ...says('ana', 'me', 'plan hand over @ben', /I asked @?ben to be the owner/),
      shows: [{ to: 'ben', sees: /ana asks: would you be the owner/ }],
    },
    {
      ...presses('ben', 'Not now', /ana is still the owner/),
      shows: [{ to: 'ana', sees: /ben can’t take/ }],
    },
  ],
}

const nobody: Script = {
  shows: 'A name that nobody has: it is said, and asked who was meant',
  steps: [
    says('ben', 'me', 'hello', /Welcome, ben/),
    says('ana', 'me', 'plan dm Spring coffee', /0 of 6 questions answered/),
    says('ana', 'me', 'plan hand over @zoe', /I found nobody named “zoe[\s\S]*Who could be the owner/),
    says('ana', 'me', 'gathering dm Spring tea', /0 of 11 questions answered/),
    says('ana', 'me', 'hearth hand over @zoe', /I found nobody named “zoe[\s\S]*Who is the new owner/),
  ],
}

const neverAnswered: Script = {
  shows:
    'A reminder that nobody answers: three times, once more to ask whether it is still on, and then silence',
  steps: [
    ...planWithReminder,
    comes(times(1, 'Still on it')),
    comes(times(2, 'Still on it')),
    comes(times(3, 'Still on it')),
    comes(times(4, 'Still on it'), /still on\?[\s\S]*I’ve asked three times/),
    { ...comes(), hides: [{ from: 'ana', words: times(5, 'Still on it') }] },
    says('ana', 'me', 'hearth plan 1', /I didn’t hear back, so I’ve stopped the reminders/),
    says('ana', 'me', 'plan still on it', /Glad “Spring coffee” is moving/),
  ],
}

/** What comes back by itself. */
export const reminded: readonly Script[] = [
  everyButton,
  laterOnADay,
  handedOver,
  namedToHandOver,
  nobody,
  neverAnswered,
]
