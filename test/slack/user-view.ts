import { messagesBy } from './stand-in/messages-by.ts'
import { UserActions } from './user-actions.ts'
import type { Channel, Message, Person, View } from './world.ts'

/** What can be seen of Slack from outside. */
export class UserView extends UserActions {
  get teams() {
    return this.world.teams
  }

  /** The token of the first workspace. */
  get token(): string {
    return this.world.teams[0]?.token ?? ''
  }

  /** The tokens by workspace. */
  get tokens(): Record<string, string> {
    return Object.fromEntries(this.world.teams.map(one => [one.id, one.token]))
  }

  /** The people by name; of two with one name, the first workspace's. */
  get people(): Record<string, Person> {
    return Object.fromEntries([...this.world.people].reverse().map(one => [one.name, one]))
  }

  get files() {
    return this.world.files
  }

  /** What everyone in a conversation sees of the bot's, oldest first; threads included. */
  posted(where: Channel | string, by?: Person | string): Message[] {
    const { id } = this.channel(where, by)
    return messagesBy(this.world, 'channel', id).filter(one => one.bot && !one.to && !one.deleted)
  }

  /** What the bot showed to this person's eyes only, oldest first. */
  ephemerals(who: Person | string): Message[] {
    const { id } = this.person(who)
    return messagesBy(this.world, 'to', id).filter(one => !one.deleted)
  }

  /** What the bot said under a message. */
  thread(under: Message): Message[] {
    const thread = messagesBy(this.world, 'thread', `${under.channel} ${under.ts}`)
    return thread.filter(one => one.bot && !one.to && !one.deleted)
  }

  /** The dialog that someone has open, and what stands beside its fields. */
  modal(who: Person | string): { view: View; errors?: Record<string, string> } | undefined {
    const { id } = this.person(who)
    return this.world.modals.findLast(one => one.user === id)
  }

  /** Someone's home tab, as last published. */
  home(who: Person | string): View | undefined {
    return this.world.homes.get(this.person(who).id)
  }

  /** Waits until something has come about; what it resolves to is what was asked for. */
  async until<T>(ask: () => T, patience = 30_000): Promise<NonNullable<T>> {
    const end = Date.now() + patience
    for (;;) {
      const answer = ask()
      if (answer) return answer
      if (Date.now() > end) throw new Error(`it did not come about: ${ask}`)
      await new Promise(resolve => setTimeout(resolve, 5))
    }
  }
}
