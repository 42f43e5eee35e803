import type { Command } from '../core/command.ts'
import { aside } from '../core/effect.ts'
import type { Keeping } from '../core/keeping.ts'
import { bold, button, buttons, code, heading, quiet, text } from '../core/message.ts'
import { keptAbout, keptInWords } from './about-you.ts'
import { limitInWords } from './retention.ts'

/** What the commands about privacy are made of. */
export interface PrivacyParts {
  table: readonly Keeping[]
  /** Which backups are made, in a sentence. */
  backups: string
}

/** `/hearth privacy`: all that is kept about the asker, in words, and what they can do about it. */
export const privacyCommand = ({ table, backups }: PrivacyParts): Command => ({
  name: 'privacy',
  summary: 'What I keep about you, and how to get it or have it erased',
  typedOnly: true,
  keywords: ['data', 'private', 'stored', 'keep', 'erase', 'delete', 'gdpr', 'forget', 'personal'],
  examples: [
    ['hearth privacy', 'lists all that I keep about you, and who sees it'],
    ['hearth export', 'gives it to you as files'],
    ['hearth forget me', 'erases it; I ask once before I do'],
  ],
  run: async call => [
    aside([
      heading('What I keep about you'),
      text(
        'It lies on your library’s own computer, the one that I run on. Nothing is sent anywhere but to this chat.',
      ),
      ...keptInWords(await keptAbout(call, table)),
      text(bold('Copies: '), backups),
      text(bold('How long: '), await limitInWords(call)),
      text(bold('This chat: '), call.platformKeeps()),
      buttons(button('Give it to me as files', 'hearth export'), button('Forget me', 'forget me', 'danger')),
      quiet(
        'Or type ',
        code('hearth export'),
        ' or ',
        code('hearth forget me'),
        '; I ask before I erase anything.',
      ),
    ]),
  ],
})
