import type { Call, Command } from '../../core/command.ts'
import { privateReply } from '../../core/effect.ts'
import {
  bold,
  button,
  buttons,
  code,
  heading,
  list,
  type Message,
  oneFold,
  quiet,
  text,
} from '../../core/message.ts'
import { heldOf } from '../../core/records/legal-hold.ts'
import type { PersonalDataEntry } from '../../core/records/personal-data.ts'
import { seenNow } from '../walkthrough/cards.ts'
import { isIn, runMeant, runs, runTypedUnder } from '../walkthrough/store.ts'
import { findPersonalData, personalDataInWords } from './access-report.ts'
import { limitInWords } from './retention-command.ts'

/** What the commands about privacy are made of. */
export interface PrivacyDeps {
  inventory: readonly PersonalDataEntry[]
  /** Which backups are made, in a sentence. */
  backups: string
}

/** `/hearth privacy`: all that is kept about the asker, in words, and what they can do about it. */
export const privacyCommand = ({ inventory, backups }: PrivacyDeps): Command => ({
  name: 'privacy',
  summary: 'What I save about you, and how to get it or have it erased',
  typedOnly: true,
  keywords: ['data', 'private', 'stored', 'keep', 'erase', 'delete', 'gdpr', 'forget', 'personal'],
  examples: [
    ['hearth privacy', 'lists all that I save about you, and who sees it'],
    ['hearth export', 'gives it to you as files'],
    ['hearth forget me', 'erases it; I ask once before I do'],
  ],
  async run(call) {
    const kept = await findPersonalData(call, inventory)
    const held = await heldOf(call.library, kept)
    const isEmpty = kept.every(({ parts }) => parts.length === 0)
    return [
      privateReply([
        ...(await seenHere(call)),
        heading('What I save about you'),
        ...(isEmpty ? [text('Nothing just now.')] : []),
        text(
          bold('Where: '),
          'as plain text in my data folder, on your library’s own computer. Nothing is sent anywhere but to this chat.',
        ),
        text(bold('How long: '), await limitInWords(call)),
        ...(held.length > 0 ? [text(bold('Some of it is held, so it may not be erased now.'))] : []),
        ...oneFold(
          ['What it is, and who sees it', isEmpty ? [] : personalDataInWords(kept)],
          ['What is held', held.length > 0 ? [list(held)] : []],
          ['Backups, and this chat', [text(backups), text(bold('This chat: '), call.platformKeeps())]],
        ),
        ...(isEmpty ? [] : ways),
      ]),
    ]
  },
})

/** Who sees what the asker is at: it is what most mean who ask. */
async function seenHere(call: Call): Promise<Message> {
  const { personal, name = 'this channel' } = call.place
  // In a channel it is the channel that is asked about, and not what is at hand in one’s own chat.
  if (!personal && !(await runTypedUnder(call)))
    return [text(`Everyone in ${name} can read what you type here.`)]
  const id = await runMeant(call)
  const run = id === undefined ? undefined : await call.library.get(runs, id)
  return run && isIn(run, call.person.id) ? [text(`“${run.name}”: ${await seenNow(call, run)}.`)] : []
}

const ways: Message = [
  buttons(button('Give it to me as files', 'hearth export'), button('Forget me', 'forget me', 'danger')),
  quiet(
    'Or type ',
    code('hearth export'),
    ' or ',
    code('hearth forget me'),
    '; I ask before I erase anything.',
  ),
]
