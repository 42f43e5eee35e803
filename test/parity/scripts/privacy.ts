import type { Script } from '../script.ts'
import { says } from './steps.ts'

const seenAndErased: Script = {
  shows:
    'What is kept about me: listed, given as files, and erased once I said yes; a colleague’s words stay',
  steps: [
    says(
      'ana',
      '#staff',
      '@hearth gathering thread Quince tea',
      /0 of 11 questions answered/,
      /What is your ‘why’\?/,
    ),
    { who: 'ana', presses: 'Save and continue', fields: ['To cook'], sees: [/Saved as answer 1/] },
    { who: 'ben', presses: 'Save and continue', fields: ['Jam'], sees: [/Saved as answer 1/] },
    says('ana', 'me', 'note sugar', /Saved\. Only you see it/),
    says('ana', 'me', 'hearth privacy', /What I save about you/, /Notes: 1[^.]*seen by you alone/),
    says('ana', 'me', 'hearth export', /Here is the whole guide with your answers and notes/),
    says('ana', 'me', 'hearth forget me', /Should I forget you\?/, /What colleagues wrote in/),
    {
      who: 'ana',
      presses: 'Yes, forget me',
      sees: [/I have forgotten you/],
      shows: [{ to: 'ben', sees: /asked me to delete their data/ }],
    },
  ],
}

const limit: Script = {
  shows:
    'For how long the library keeps things: told to everybody, changed by those alone who are named for it',
  steps: [
    says('ana', 'me', 'hearth retention', /Your library has set no limit/),
    says('ana', 'me', 'hearth retention 1 year', /Hearth has no admin here yet, so nobody can/),
    says('ana', 'me', 'hearth hold on', /has no admin here yet[\s\S]*has no admin here yet/),
    says('ana', 'me', 'hearth admins', /Your library has no admin yet/),
  ],
}

/** What is kept about people, and for how long. */
export const trusted: readonly Script[] = [seenAndErased, limit]
