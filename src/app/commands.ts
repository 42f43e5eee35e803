import { textOf } from '../content/content-file.ts'
import type { Content } from '../content/load.ts'
import type { Listener, Repertoire } from '../core/bot.ts'
import { type Command, inReach } from '../core/command.ts'
import type { Check } from '../core/health-check.ts'
import type { Reader } from '../core/language/reader.ts'
import type { Permissions } from '../core/permissions.ts'
import { createTranslator } from '../core/translation/translator.ts'
import { adminsCommand } from '../features/admin/admins-command.ts'
import { doctorCommand } from '../features/admin/doctor-command.ts'
import { calendarCommand } from '../features/calendar/command.ts'
import { hearthCommand, unknownLine } from '../features/home/help-command.ts'
import { followUpListener } from '../features/home/listener.ts'
import { contextOf, nowOf, talking } from '../features/home/talk.ts'
import { undoCommand } from '../features/home/undo-command.ts'
import { icebreakerCommand } from '../features/icebreaker/command.ts'
import { importCommand } from '../features/import/command.ts'
import { ownContentCommand } from '../features/own-content/command.ts'
import { ownIcebreakersCommand } from '../features/own-icebreakers/command.ts'
import { peopleCommand } from '../features/people/command.ts'
import type { Membership } from '../features/people/membership.ts'
import type { PlanAction } from '../features/plan/actions/action.ts'
import { handOverAsWalk } from '../features/plan/actions/hand-over.ts'
import { planActions } from '../features/plan/actions/index.ts'
import { planCommand } from '../features/plan/command.ts'
import { planListener } from '../features/plan/listener.ts'
import { erasureCommand } from '../features/privacy/forget-command.ts'
import { holdCommand } from '../features/privacy/hold-command.ts'
import { privacyCommand } from '../features/privacy/privacy-command.ts'
import { retentionCommand } from '../features/privacy/retention-command.ts'
import { readingsCommand } from '../features/readings/command.ts'
import { closedCommand } from '../features/settings/closures-command.ts'
import { settingsCommand } from '../features/settings/settings-command.ts'
import { thingsCommand } from '../features/things/command.ts'
import { careListener } from '../features/walkthrough/care-listener.ts'
import { walkCommand } from '../features/walkthrough/command.ts'
import { walkthroughListener } from '../features/walkthrough/listener.ts'
import { noteCommand } from '../features/walkthrough/note-command.ts'
import { planId } from '../features/walkthrough/schema.ts'
import { walkthroughCommand } from '../features/walkthrough/start-command.ts'
import { yearCommand } from '../features/year/command.ts'
import { createLanguage } from './language.ts'
import { personalDataInventory } from './personal-data.ts'
import { createUndoRules } from './undo.ts'

/** What commands need of where Hearth runs. */
interface CommandsOptions {
  /** What `/hearth doctor` looks at; left out: nothing. */
  checks?: () => readonly Check[]
  /** Which backups are made, in a sentence. */
  backups?: string
  actions?: readonly PlanAction[]
  /** Where the page in the browser is, if there is one. */
  address?: () => string | undefined
  /** Who may come to that page; left out: it is not behind an address. */
  membership?: Membership | undefined
  /** What a library's own files come to; left out: it can have none. */
  ownContent?: Pick<Parameters<typeof ownContentCommand>[0], 'compare' | 'leftOutIn'>
}

const noPacks: NonNullable<CommandsOptions['ownContent']> = {
  compare: async () => ({ changes: [], leftOut: [], notes: [] }),
  leftOutIn: async () => [],
}

/** The one table of commands: whatever can be asked, on every platform, in every manifest. */
export function createCommands(
  content: Content,
  permissions: Permissions,
  {
    checks = () => [],
    backups = 'No backup is made by itself.',
    actions = planActions,
    address = () => undefined,
    membership,
    ownContent: packs = noPacks,
  }: CommandsOptions = {},
): readonly Command[] {
  const privacy = { inventory: personalDataInventory, backups }
  const undo = createUndoRules(content)
  const icebreakers = icebreakerCommand({ ...content, permissions })
  const own = ownIcebreakersCommand({ ...content, permissions, offer: icebreakers.offer })
  const ownContent = ownContentCommand({ permissions, decode: textOf, ...packs })
  const walk = walkCommand({ ...content, plans: handOverAsWalk })
  const commands: readonly Command[] = [
    icebreakers,
    own,
    readingsCommand(content),
    ...walkthroughCommands(content.walkthroughs, actions),
    walk,
    noteCommand(content.walkthroughs),
    calendarCommand({ address }),
    yearCommand(),
    thingsCommand(content),
    settingsCommand({
      permissions,
      languages: content.translations.map(one => one.language),
      crisisLine: country => content.language.find(one => one.id === `crisis-line-${country}`)?.reply ?? [],
    }),
    ownContent,
    importCommand(content.walkthroughs, own.readFile, ownContent.readFile),
    closedCommand(permissions),
    privacyCommand(privacy),
    erasureCommand(privacy, content.walkthroughs),
    retentionCommand({ inventory: personalDataInventory, permissions }),
    holdCommand({ inventory: personalDataInventory, permissions, walkthroughs: content.walkthroughs }),
    undoCommand(undo),
    ...(membership ? [peopleCommand(membership, walk)] : []),
    adminsCommand({ permissions }),
    doctorCommand({ checks, permissions }),
    hearthCommand({ ...content, inventory: personalDataInventory, commands: () => commands }),
  ].map(inReach)
  return commands
}

/** All that follows from content: what can be asked by it, and how it is said. */
export const createRepertoire = (
  content: Content,
  commands: readonly Command[],
  actions = planActions,
): Repertoire => ({
  commands,
  listeners: createListeners(content, () => commands, actions),
  otherwise: createTalk(content, () => commands),
  undo: createUndoRules(content),
  translators: [...content.translations, ...content.ownWords].map(createTranslator),
})

/** A command for each walk-through; `plan` also where its questions were taken out, for those plans that people have. */
function walkthroughCommands(all: Content['walkthroughs'], actions: readonly PlanAction[]): Command[] {
  const plan = planCommand(all, actions)
  const commands = all.map(one => (one.id === planId ? plan : walkthroughCommand(one, all)))
  return all.some(one => one.id === planId) ? commands : [...commands, plan]
}

/** Who receives a line before it is taken for a command. */
export function createListeners(
  content: Content,
  commands: () => readonly Command[],
  actions = planActions,
): readonly Listener[] {
  // Made when the first line comes: a start does not wait for it.
  const language = () => createLanguage(content)
  const { walkthroughs } = content
  const reply = (id: string) => language().vocabulary.reply(id)
  const read: Reader = (typed, context) => language().read(typed, context)
  const careIn = (typed: string) => language().careIn(typed)
  return [
    careListener({ walkthroughs, careIn, reply }),
    planListener(commands, actions),
    followUpListener(commands, createTalk(content, commands)),
    walkthroughListener({
      walkthroughs,
      commands,
      language: { read, reply, now: nowOf, context: contextOf },
    }),
  ]
}

/** Who answers what is no command: the reader of sentences. */
export function createTalk(content: Content, commands: () => readonly Command[]) {
  const language = () => createLanguage(content)
  return talking({
    commands,
    read: (typed, context) => language().read(typed, context),
    reply: id => language().vocabulary.reply(id),
    unknown: unknownLine(commands),
  })
}
