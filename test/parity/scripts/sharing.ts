import type { Script } from '../script.ts'
import { fills, presses, says } from './steps.ts'

const sharing: Script = {
  shows: 'Share, which first shows where it will appear, and unshare',
  steps: [
    { who: 'ana', where: 'me', says: 'gathering dm Garden day', sees: [/0 of 11 questions answered/] },
    { who: 'ana', where: 'me', says: 'So that gardens meet', sees: [/Saved as answer/] },
    {
      who: 'ana',
      where: '#staff',
      says: '@hearth share',
      sees: [/will see this:/],
      hides: [{ from: 'ben', words: /gardens meet/ }],
    },
    {
      who: 'ana',
      presses: 'Share in #staff',
      shows: [{ to: 'ben', sees: /shared by ana[\s\S]*So that gardens meet/ }],
    },
    { who: 'ana', where: 'me', says: 'unshare', sees: [/isn’t shared anymore/], hides: [] },
  ],
}

const withReviewer: Script = {
  shows: 'Share with your neighbor: a colleague reads it and writes on it',
  steps: [
    { who: 'ben', where: 'me', says: 'hello', sees: [/Welcome, ben/] },
    { who: 'ana', where: 'me', says: 'gathering dm Open house', sees: [/0 of 11 questions answered/] },
    { who: 'ana', where: 'me', says: 'So that doors open', sees: [/Saved as answer/] },
    { who: 'ana', where: 'me', says: 'show a colleague', sees: [/Who would you like to show it to\?/] },
    {
      who: 'ana',
      presses: 'Show them',
      fields: ['ben'],
      shows: [{ to: 'ben', sees: /ana shows you “Open house”[\s\S]*So that doors open/ }],
    },
    { who: 'ben', presses: 'Write on it', sees: [/What would you like to tell ana about “Open house”/] },
    {
      who: 'ben',
      presses: 'Send to them',
      fields: ['The doors', 'Who holds them', ''],
      shows: [{ to: 'ana', sees: /ben wrote on “Open house”[\s\S]*The doors/ }],
    },
  ],
}

const heldBack: Script = {
  shows: 'What is parked or marked as private is left out of what is shared',
  steps: [
    says('ana', 'me', 'gathering dm Open house', /0 of 11 questions answered/),
    says('ana', 'me', 'So that doors open', /Saved as answer 1/),
    says('ana', 'me', 'A secret hope', /Saved as answer 2/),
    says('ana', 'me', 'hearth walk private 2', /That answer stays private when you share/),
    says('ana', '#staff', '@hearth share', /will see this:/),
    {
      ...fills('ana', [''], 'Share in #staff', /Shared(?: in #?staff)?\. What you change later/),
      shows: [{ to: 'ben', sees: /So that doors open/ }],
      hides: [{ from: 'ben', words: /A secret hope/ }],
    },
    { ...says('ana', 'me', 'edit 1', /A new answer replaces it/) },
    {
      ...says('ana', 'me', 'So that all come in', /still shows an earlier version/),
      hides: [{ from: 'ben', words: /So that all come in/ }],
    },
    {
      ...presses('ana', 'Update it there', /Everyone there sees it now/),
      shows: [{ to: 'ben', sees: /So that all come in/ }],
    },
  ],
}

const invited: Script = {
  shows: 'A colleague is asked to answer too, and then has the whole of it handed over',
  steps: [
    says('ben', 'me', 'hello', /Welcome, ben/),
    says('ana', 'me', 'gathering dm Open house', /0 of 11 questions answered/),
    says('ana', 'me', 'So that doors open', /Saved as answer 1/),
    says('ana', 'me', 'hearth walk invite', /Who else may answer\?/),
    {
      ...fills('ana', ['ben'], 'Invite them'),
      shows: [{ to: 'ben', sees: /ana invited you to help with “Open house/ }],
    },
    presses('ben', 'Continue it', /Continue “Open house”\?/),
    presses('ben', 'Yes, continue', /Question 2 of 11/),
    says('ben', 'me', 'Two swap numbers', /Saved as answer 2/),
    says('ana', 'me', 'hearth walk hand over', /Who is the new owner\?/),
    {
      ...fills('ana', ['ben'], 'Make them the owner'),
      shows: [{ to: 'ben', sees: /ana made you the owner of “Open house/ }],
    },
    says('ana', 'me', 'share', /Only ben, the owner of “Open house”, can do that/),
  ],
}

/** What is shown to others. */
export const shared: readonly Script[] = [sharing, heldBack, withReviewer, invited]
