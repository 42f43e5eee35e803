import {
  changedEvent,
  closed,
  homeOpened,
  mentionEvent,
  messageEvent,
  renamed,
  sharedFile,
  userChanged,
} from './events.ts'
import { chosenShortcut, pressedMessage, pressedView, slashCommand, submittedView } from './payloads.ts'
import { type Filled, find } from './pressing.ts'
import type { Delivered, How } from './stand-in/delivery.ts'
import { parseJson } from './stand-in/http.ts'
import { Mail } from './stand-in/mail.ts'
import { shortcutOf, subscribed } from './stand-in/manifest.ts'
import { told } from './stand-in/methods/call.ts'
import { afterSubmit } from './stand-in/methods/views.ts'
import { typed } from './typed.ts'
import { type Channel, type Json, type Message, type Person, teamOf } from './world.ts'

/** What a said line brought about: the message, and the deliveries in the order they were sent. */
export type Said = Delivered & { said: Message; all: Delivered[] }

/** What people do in Slack, and Slack tells the app about. */
export class UserActions extends Mail {
  /** Types a slash command. */
  slash(
    who: Person | string,
    where: Channel | string,
    command: string,
    text = '',
    how?: How,
  ): Promise<Delivered> {
    const by = this.person(who)
    const channel = this.channel(where, by)
    subscribed(this.manifest, command)
    const question = { team: teamOf(this.world, by.team), person: by, channel: channel.id }
    const sent = slashCommand(this.world, by, channel, command, text, this.answerAt(question))
    return this.deliver('slash_commands', sent, how, question)
  }

  /** Presses a button, by its label or action_id, after filling in the inputs beside it. */
  press(
    who: Person | string,
    on: Message | undefined,
    what: string,
    filled?: Filled,
    how?: How,
  ): Promise<Delivered> {
    if (!on || on.deleted) throw new Error('there is no such message to press on')
    const by = this.person(who)
    if (on.to && on.to !== by.id) throw new Error(`${by.name} cannot see this message`)
    const { channel, thread_ts } = on
    const question = {
      team: teamOf(this.world, by.team),
      person: by,
      channel,
      pressed: on,
      ...(thread_ts && { thread_ts }),
    }
    const sent = pressedMessage(this.world, by, on, find(on.blocks, what), this.answerAt(question), filled)
    return this.deliver('interactive', sent, how)
  }

  /** Presses a button on someone's home tab. */
  pressHome(who: Person | string, what: string, filled?: Filled, how?: How): Promise<Delivered> {
    const by = this.person(who)
    const view = this.world.homes.get(by.id)
    if (!view) throw new Error(`${by.name} has no home tab yet`)
    return this.deliver(
      'interactive',
      pressedView(this.world, by, view, find(view.blocks, what), filled),
      how,
    )
  }

  /** Presses a button in the dialog that someone has open. */
  pressModal(who: Person | string, what: string, filled?: Filled): Promise<Delivered> {
    const by = this.person(who)
    const { view } = this.#open(by)
    return this.deliver('interactive', pressedView(this.world, by, view, find(view.blocks, what), filled))
  }

  /** Fills in the dialog that someone has open, and sends it. */
  async submit(who: Person | string, filled?: Filled): Promise<Delivered> {
    const by = this.person(who)
    const { view } = this.#open(by)
    const sent = await this.deliver('interactive', submittedView(this.world, by, view, filled))
    const team = teamOf(this.world, by.team)
    const violate = (problem: string) => void this.world.violations.push(problem)
    const call = { world: this.world, team, args: {}, origin: '', violate }
    if (sent.status === 200) afterSubmit(call, view.id, parseJson(sent.body) ?? {})
    return sent
  }

  #open(by: Person) {
    const open = this.world.modals.findLast(one => one.user === by.id)
    if (!open) throw new Error(`${by.name} has no dialog open`)
    return open
  }

  /** Chooses a shortcut: in the menu of a message, or in the list of all. */
  shortcut(who: Person | string, name: string, on?: Message): Promise<Delivered> {
    const by = this.person(who)
    const id = shortcutOf(this.manifest, name, on ? 'message' : 'global')
    const question = on && { team: teamOf(this.world, by.team), person: by, channel: on.channel }
    const about = on && question && { message: on, responseUrl: this.answerAt(question) }
    return this.deliver('interactive', chosenShortcut(this.world, by, id, about))
  }

  /** Gives a channel another name. */
  renames(where: Channel | string, name: string): Promise<Delivered> {
    const channel = this.channel(where)
    channel.name = name
    return this.event(channel.team, renamed(this.world, channel))
  }

  /** Archives or deletes a channel, or takes the app out of it. */
  closes(where: Channel | string, how: 'archive' | 'deleted' | 'left'): Promise<Delivered> {
    const channel = this.channel(where)
    if (how === 'archive') channel.archived = true
    return this.event(channel.team, closed(this.world, channel, how))
  }

  /** Removes the app from the workspace. */
  uninstalls(team: string): Promise<Delivered> {
    return this.event(team, { type: 'app_uninstalled', event_ts: this.world.stamp() })
  }

  /** Types a line; `@hearth` names the bot, which in a channel is told twice, as in Slack. */
  async say(who: Person | string, where: Channel | string, text: string, more: SayMore = {}): Promise<Said> {
    const by = this.person(who)
    const channel = this.channel(where, by)
    const team = teamOf(this.world, by.team)
    if (!channel.members.has(team.bot.id))
      throw new Error(`the bot is not in #${channel.name}, and is told nothing`)
    const under = typeof more.under === 'string' ? more.under : (more.under?.thread_ts ?? more.under?.ts)
    const common = {
      ts: this.world.stamp(),
      team: team.id,
      channel: channel.id,
      user: by.id,
      bot: false,
      via: 'typed',
    }
    const files = more.files?.map(one => this.#share(one, by))
    const said: Message = {
      ...common,
      ...typed(this.world, team, text),
      ...(under && { thread_ts: under }),
      ...(files && { files }),
    }
    this.world.messages.push(said)
    // In a group's direct messages a mention is told as a mere message.
    const named = said.text.includes(`<@${team.bot.id}>`) && /^(?:channel|group)$/.test(channel.type)
    const events = [...(named ? [mentionEvent(this.world, said)] : []), messageEvent(this.world, said)]
    return this.#tell(said, events, more)
  }

  /** Changes a line typed before. */
  async edit(said: Message, text: string, how?: How): Promise<Said> {
    const before = told(this.world, said)
    Object.assign(said, typed(this.world, teamOf(this.world, said.team), text))
    said.edited = { user: said.user, ts: this.world.stamp() }
    return this.#tell(said, [changedEvent(this.world, before, said, said)], how)
  }

  /** Takes a line back. */
  async erase(said: Message, how?: How): Promise<Said> {
    const before = told(this.world, said)
    said.deleted = true
    return this.#tell(said, [changedEvent(this.world, before, undefined, said)], how)
  }

  /** Tells the bot of its own message, as Slack does wherever the bot reads along. */
  echo(message: Message, how?: How): Promise<Said> {
    return this.#tell(message, [messageEvent(this.world, message)], how)
  }

  /** Opens the app's home, or its messages tab. */
  openHome(who: Person | string, tab: 'home' | 'messages' = 'home', how?: How): Promise<Delivered> {
    const by = this.person(who)
    return this.event(by.team, homeOpened(this.world, by, tab), how)
  }

  /** Goes to live by another clock: Slack tells the app where it asked to be told. */
  moves(who: Person | string, tz: string, how?: How): Promise<Delivered> {
    const by = this.person(who)
    by.tz = tz
    return this.event(by.team, userChanged(this.world, by), how)
  }

  /** Leaves the library: the account is closed, and Slack tells the app. */
  leaves(who: Person | string, how?: How): Promise<Delivered> {
    const by = this.person(who)
    by.deleted = true
    return this.event(by.team, userChanged(this.world, by), how)
  }

  #share(file: string | SentFile, by: Person): Json {
    const id = this.world.id('F')
    if (typeof file === 'string') return sharedFile(id, file, by)
    this.world.shared.set(id, file.bytes)
    return sharedFile(id, file.name, by, this.fileAt(id))
  }

  async #tell(said: Message, events: Json[], how?: How): Promise<Said> {
    const delivered = events.filter(event => subscribed(this.manifest, event, events))
    const all = await Promise.all(delivered.map(event => this.event(said.team, event, how)))
    return { ...(all[0] as Delivered), said, all }
  }
}

/** How a line is said: under a message, with files, or delivered out of the ordinary. */
export type SayMore = How & { under?: Message | string; files?: readonly (string | SentFile)[] }

/** A file that can be fetched; by its name alone, nobody gets at it. */
interface SentFile {
  name: string
  bytes: Uint8Array
}
