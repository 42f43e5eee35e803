import type { Say } from '../../../src/core/translation/speaking.ts'

/** What the page’s script says by itself, by the names that it knows: it holds no sentences of its own. */
export const scriptWords = (say: Say): Record<string, string> => ({
  away: say('Hearth can’t be reached just now. Type on: I try again by myself, and nothing is lost.'),
  unsent: say('Not sent yet: Hearth can’t be reached. It stays here, and I try again by myself.'),
  tooLong: say(
    'That is longer than I can take at once: up to 20,000 characters. It stays in its field, so you can shorten it or send it in parts.',
  ),
  fileTooLarge: say('That file is too large for me: I read forms of up to 5 MB. Is it the one you meant?'),
  newIn: say('New in'),
  noNotices: say('Your browser does not allow notifications here'),
  copied: say('Copied.'),
  notCopied: say('Your browser did not let me copy it. It is selected: copy it yourself.'),
})
