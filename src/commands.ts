import type { Content } from './content.ts'
import type { Command } from './core/command.ts'
import { hearthCommand } from './features/hearth.ts'
import { icebreakerCommand } from './features/icebreaker.ts'
import type { Admins } from './features/icebreaker-library.ts'
import { readingsCommand } from './features/readings.ts'

/** The one table of commands: whatever can be asked, on every platform, in every manifest. */
export function createCommands(content: Content, admins: Admins): readonly Command[] {
  const commands: Command[] = [
    icebreakerCommand({ ...content, admins }),
    readingsCommand(content),
    hearthCommand({ guide: content.guide, commands: () => commands }),
  ]
  return commands
}

/** Who may undo and set what concerns the whole library: the people named, or everybody where nobody is. */
export function createAdmins(named: readonly string[]): Admins {
  return {
    may: person => named.length === 0 || named.includes(person.id),
    who: named.length === 0 ? 'Any colleague' : 'The people named in HEARTH_ADMINS',
  }
}
