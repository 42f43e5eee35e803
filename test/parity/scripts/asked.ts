import type { Script } from '../script.ts'
import { days } from './steps.ts'

const icebreaker: Script = {
  shows: 'An icebreaker: the asker alone looks at it, then all see the question',
  steps: [
    {
      who: 'ana',
      where: '#staff',
      says: '@hearth icebreaker teens light',
      sees: [/Only you see this until you post it/, /Is it age appropriate\?/],
      hides: [{ from: 'ben', words: /age appropriate/ }],
    },
    { who: 'ana', presses: 'Post in #staff', shows: [{ to: 'ben', sees: /How to pass:/ }] },
    {
      who: 'ana',
      where: 'me',
      says: 'icebreaker blorp',
      sees: [/I left out “blorp”: I don’t have anything on that yet/],
    },
  ],
}

const weekly: Script = {
  shows: 'A weekly icebreaker: set, posted when it is due, and stopped by a colleague',
  steps: [
    {
      who: 'ana',
      where: '#staff',
      says: '@hearth icebreaker every tuesday 9:00 tz Europe/London staff',
      sees: [/every Tuesday at 9:00 a.m. \(London time\)/],
      shows: [{ to: 'ben', sees: /Anyone here can stop it/ }],
    },
    { who: 'ana', waits: days(2), shows: [{ to: 'ben', sees: /How to pass:/ }] },
    { who: 'ben', presses: 'Stop it', shows: [{ to: 'ana', sees: /ben stopped the icebreaker/ }] },
  ],
}

const readings: Script = {
  shows: 'Readings: found by words, saved, marked as done',
  steps: [
    { who: 'ana', where: 'me', says: 'readings art of gathering', sees: [/Art of Gathering/] },
    { who: 'ana', presses: 'Save', sees: [/[Ss]aved/] },
    { who: 'ana', where: 'me', says: 'readings saved', sees: [/Your saved readings|Saved readings/] },
  ],
}

const own: Script = {
  shows: 'Icebreakers of one’s own: looked over, kept, offered beside ours, changed and listed',
  steps: [
    {
      who: 'ana',
      where: 'me',
      says: 'my icebreakers add What squeaks in here? for staff',
      sees: [/What squeaks in here\?/, /Nothing is saved yet/],
    },
    { who: 'ana', presses: 'Save', sees: [/Saved as one of yours/] },
    { who: 'ana', where: 'me', says: 'icebreaker own staff', sees: [/your own · staff/] },
    { who: 'ana', where: 'me', says: 'my icebreakers change 1 5 minutes', sees: [/2 to 5 minutes/] },
    { who: 'ana', where: 'me', says: 'my icebreakers', sees: [/You have 1\./, /for you alone/] },
  ],
}

/** What is asked for in one line. */
export const asked: readonly Script[] = [icebreaker, own, weekly, readings]
