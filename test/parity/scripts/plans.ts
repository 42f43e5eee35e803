import type { Script } from '../script.ts'
import { days, fills, presses, says, seen } from './steps.ts'

const fromScratch: Script = {
  shows:
    'A plan from scratch: the guide’s four questions, then steps typed, changed, moved, done and opened again',
  steps: [
    says('ana', 'me', 'plan dm Spring coffee', /Which audience is this plan for\?/, /Question 1 of 6/),
    ...['New parents', 'Coffee', 'They miss talk', 'Two swap numbers', 'Tables of four', 'No money'].map(
      (answer, at) => says('ana', 'me', answer, seen(`Saved as answer ${at + 1}`)),
    ),
    says(
      'ana',
      'me',
      'plan step Call the tutor, Ana, by 12 Dec',
      /Added as step 1 of “Spring coffee”: Call the tutor · Ana · by Sat, Dec 12/,
    ),
    says('ana', 'me', 'plan step Order cups', /Added as step 2/),
    says('ana', 'me', 'plan step', /A step for Spring coffee/),
    fills(
      'ana',
      ['Print cards', 'Ben', '2026-12-01'],
      'Add it',
      /Added as step 3 of “Spring coffee”: Print cards · Ben · by Tue, Dec 1/,
    ),
    says('ana', 'me', 'plan change 1 by 19 Dec', /Call the tutor · Ana · by Sat, Dec 19/),
    says('ana', 'me', 'plan move 3 up', /is step 2 of 3 now/),
    says('ana', 'me', 'plan done 2', /Done: Print cards/, /1 of 3 steps done/),
    presses('ana', 'Mark as not done', /open again/),
    says('ana', 'me', 'plan remove 3', /“Order cups” is taken out/),
    says('ana', 'me', 'plan', /1\. Spring coffee\*?\s+0 of 2 steps done · next: Print cards/),
    says('ana', 'me', 'plan done all', /Spring coffee is finished/, /what did you notice\?/),
    says('ana', 'me', 'It was fun', /That’s saved with “Spring coffee/),
  ],
}

const fromGathering: Script = {
  shows: 'A plan made from a gathering, which takes over why and outcome and says where they are from',
  steps: [
    says('ana', 'me', 'gathering dm Spring tea', /0 of 11 questions answered/),
    says('ana', 'me', 'So that new parents meet', /Saved as answer 1/),
    says('ana', 'me', 'Two swap numbers', /Saved as answer 2/),
    says('ana', 'me', 'hearth finish', /Turn it into a plan/),
    presses(
      'ana',
      'Turn it into a plan',
      /Taken over from your gathering “Spring tea”, Nov 23/,
      /Question 1 of 6/,
    ),
    says('ana', 'me', 'plan step Call the tutor, Ana, by 12 Dec', /Added as step 1 of “Plan for Spring tea”/),
  ],
}

const fromAudit: Script = {
  shows: 'A plan whose audience comes from the relationship audit',
  steps: [
    says('ana', 'me', 'audit dm Fall', /Question 1 of 6 · Fall/),
    says('ana', 'me', 'edit 5', /Question 5 of 6 · Fall/),
    says('ana', 'me', 'New parents', /Saved as answer 5/),
    says('ana', 'me', 'stop', /“Fall” is saved\. Come back anytime/),
    says('ana', 'me', 'plan dm Coffee', /Question 1 of 6 · Coffee/, /From your .*Fall/),
    presses('ana', 'Use this', /Saved as answer 1/),
  ],
}

const channelReport: Script = {
  shows:
    'A plan that reports to a channel: shown to its owner first, one message for all plans, answered by a colleague',
  steps: [
    says('ana', 'me', 'plan dm Spring coffee', /0 of 6 questions answered/),
    says('ana', 'me', 'plan step Call the tutor, Ana, by 24 Nov', /Added as step 1/),
    says('ben', '#staff', '@hearth plan thread Book swap', /0 of 6 questions answered/),
    {
      ...says(
        'ana',
        '#staff',
        '@hearth plan Spring coffee: remind monday 14:00 in Europe/London in this channel',
        /would see this:/,
      ),
      hides: [{ from: 'ben', words: /Call the tutor/ }],
    },
    {
      ...presses(
        'ana',
        'Share and remind in #staff',
        /I’ll remind you about “Spring coffee” every Monday at 2:00 p.m./,
      ),
      shows: [{ to: 'ben', sees: /shared by ana/ }],
    },
    says(
      'ben',
      '#staff',
      '@hearth plan Book swap: remind monday 15:30 in Europe/London in this channel',
      /I’ll remind you about “Book swap” every Monday at 3:30 p.m./,
    ),
    {
      who: 'ana',
      waits: days(1),
      shows: [{ to: 'ben', sees: /Plans in #?staff/ }],
    },
    presses('ben', 'Still on it', /“Book swap” is moving/),
  ],
}

/** Plans, and their steps. */
export const planned: readonly Script[] = [fromScratch, fromGathering, fromAudit, channelReport]
