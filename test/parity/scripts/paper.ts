import type { Script } from '../script.ts'
import { says } from './steps.ts'

const onPaper: Script = {
  shows: 'On paper: a blank form to print, and how one that was filled in comes back',
  steps: [
    says('ana', 'me', 'gathering blank', /Here is “A checklist for gatherings” as a form to fill in/),
    says('ana', 'me', 'hearth export blank', /Here is the whole guide as a form to fill in/),
    says('ana', 'me', 'import', /I show you what I would add, then you decide/),
    says('ana', 'me', 'import nowhere.docx', /I see no file “nowhere\.docx” here/),
  ],
}

const inTheCalendar: Script = {
  shows:
    'In the calendar: a gathering’s date and the days of a plan’s steps, as a file for Outlook, Google or Apple',
  steps: [
    says('ana', 'me', 'gathering dm Spring tea', /What is your .why.\?/),
    says('ana', 'me', 'gathering date Dec 12, 3 pm to 5 pm', /“Spring tea” is on Sat, Dec 12/),
    {
      who: 'ana',
      presses: 'Put it in my calendar',
      sees: [/Here is the date of “Spring tea” for your calendar/],
    },
    says('ana', 'me', 'plan dm Spring coffee', /Which audience is this plan for\?/),
    says('ana', 'me', 'plan step Call the tutor, Ana, by 12 Dec', /Call the tutor/),
    says('ana', 'me', 'plan calendar', /Here is the date of “Spring coffee” for your calendar/),
  ],
}

const libraryYear: Script = {
  shows: 'A library’s year in numbers, of which none is told with fewer than three people behind it',
  steps: [
    says('ana', 'me', 'hearth year', /There is not enough yet to tell/),
    says('ana', 'me', 'hearth year export', /Here is your library’s year \d{4}, for a director or a board/),
  ],
}

const myThings: Script = {
  shows: 'My things: all that is open, finished, shared, saved and noted, found by a word, and copied',
  steps: [
    says('ana', 'me', 'gathering dm Soup night', /What is your .why.\?/),
    says('ana', 'me', 'hearth my things', /One thing, by section of the guide/),
    says('ana', 'me', 'hearth things soup', /My things with “soup”/),
    { who: 'ana', presses: 'Copy', sees: [/“Copy of Soup night” is yours alone/] },
  ],
}

/** What ends on paper, and what comes back from it. */
export const printed: readonly Script[] = [onPaper, inTheCalendar, libraryYear, myThings]
