import type { Script } from '../script.ts'
import { days, says } from './steps.ts'

const own: Script = {
  shows: 'Time zone, working days and quiet hours: set, and followed by what was left open',
  steps: [
    says('ana', 'me', 'hearth settings', /Your settings/, /Working days:? none set/),
    says('ana', 'me', 'hearth settings zone Europe/London', /Europe\/London \(London time\), set by you/),
    says('ana', 'me', 'hearth settings working days tue-fri', /Tuesday, Wednesday, Thursday and Friday/),
    says('ana', 'me', 'hearth settings quiet 18:00-10:30', /6:00 p.m. to 10:30 a.m./),
    says('ana', 'me', 'plan dm Coffee', /0 of 6 questions answered/),
    says('ana', 'me', 'plan remind', /When should I remind you about Coffee/),
    says('ana', 'me', 'plan remind on', /I’ll remind you about “Coffee” every Tuesday at 10:30 a.m./),
    says('ana', 'me', 'hearth settings working days off', /Saved\.[\s\S]*Working days:? none set/),
    says('ana', 'me', 'hearth settings', /next on Mon, Nov 30 at 10:30 a.m.|Coffee[^.]*Monday at 10:30 a.m./),
  ],
}

const closed: Script = {
  shows: 'Closed days: what would come then comes on the next open day, and the days are opened again',
  steps: [
    says('ana', 'me', 'hearth closed', /No closed days are set/),
    says(
      'ana',
      '#staff',
      '@hearth icebreaker every monday 9:00 tz Europe/London staff',
      /every Monday at 9:00 a.m. \(London time\)/,
    ),
    says(
      'ana',
      'me',
      'hearth closed 30 Nov',
      /Closed: Mon, Nov 30, 2026/,
      /One reminder moves to another day/,
    ),
    { who: 'ana', waits: days(7), hides: [{ from: 'ben', words: /How to pass:/ }] },
    { who: 'ana', waits: days(1), shows: [{ to: 'ben', sees: /How to pass:/ }] },
    says('ana', 'me', 'hearth closed 24 Dec–3 Jan', /Closed: Thu, Dec 24, 2026 to Sun, Jan 3, 2027/),
    says('ana', 'me', 'hearth closed remove 24 Dec', /Open again: Thu, Dec 24, 2026/),
  ],
}

/** When Hearth may come by itself. */
export const set: readonly Script[] = [own, closed]
