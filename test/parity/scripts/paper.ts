import type { Script } from '../script.ts'
import { says } from './steps.ts'

const onPaper: Script = {
  shows: 'On paper: a blank form to print, and how one that was filled in comes back',
  steps: [
    says('ana', 'me', 'gathering blank', /Here is “A checklist for gatherings” as a form to fill in/),
    says('ana', 'me', 'hearth export blank', /Here is the whole guide as a form to fill in/),
    says('ana', 'me', 'import', /First I show what would be added, then you decide/),
    says('ana', 'me', 'import nowhere.docx', /I see no file “nowhere\.docx” here/),
  ],
}

/** What ends on paper, and what comes back from it. */
export const printed: readonly Script[] = [onPaper]
