import type { Script } from '../script.ts'
import { presses, says } from './steps.ts'

const own: Script = {
  shows: 'What Hearth keeps about the asker: told, given as files, and forgotten once they have said yes',
  steps: [
    says('ben', '#staff', '@hearth gathering thread Book swap', /0 of 11 answered/, /What is your ‘why’\?/),
    says(
      'ana',
      '#staff',
      '@hearth icebreaker every monday 9:00 tz Europe/London staff',
      /every Monday at 09:00/,
    ),
    says('ana', 'me', 'gathering dm Spring tea', /Question 1 of 11 · Spring tea/),
    says('ana', 'me', 'So that neighbors meet', /Kept as answer 1/),
    says('ana', 'me', 'note ask the tutors', /Noted with “Spring tea”/),
    says('ana', 'me', 'hearth privacy', /What I keep about you/, /Walk-throughs and plans/),
    says('ana', 'me', 'hearth export', /Here is the whole guide with your answers and notes/),
    says('ana', 'me', 'hearth forget me', /Shall I forget you\?/),
    presses('ana', 'Yes, forget me', /I have forgotten you/),
  ],
}

/** What is kept about people, and for how long. */
export const kept: readonly Script[] = [own]
