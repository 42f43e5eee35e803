import { outcomeOf } from '../../../src/core/delivery/delivery-error.ts'
import type { Address, CardRef } from '../../../src/core/incoming.ts'
import { type Block, bold, type Message, person, quiet, text } from '../../../src/core/message.ts'
import { type Say, untranslated } from '../../../src/core/translation/speaking.ts'
import { addressOf, type Location, locationOf, onlyFor } from '../address.ts'
import type { OutgoingActivity } from '../connector/connector.ts'
import type { People } from '../directory/people.ts'
import { cardAt } from '../receive/location.ts'
import type { PlaceSigner } from '../receive/signed-place.ts'
import type { RenderOptions } from '../render/blocks.ts'
import type { ButtonData } from '../render/buttons.ts'
import { type Card, render, renderOne } from '../render/render.ts'
import type { Activities } from './activities.ts'
import type { ConversationReferences } from './conversation-references.ts'
import type { File, FileOffers } from './files.ts'

interface SenderDeps {
  activities: Activities
  references: Pick<ConversationReferences, 'isChannel'>
  people: People
  files: FileOffers
  signer: PlaceSigner
  nameAt(location: Location): Promise<string | undefined>
  /** Says the cards' own words in the language of their message; left out: in English. */
  sayIn?: ((message: Message) => Say) | undefined
}

/** Sends, updates and removes Hearth's messages in Teams. */
export interface Sender {
  send(to: Address, message: Message): Promise<CardRef | undefined>
  update(card: CardRef, message: Message): Promise<boolean>
  remove(card: CardRef): Promise<void>
  say(location: Location, message: Message): Promise<CardRef | undefined>
  /** Renders a message as the one card it becomes. */
  renderCard(message: Message, location: Location): Promise<Card>
}

/** Sends messages, and falls back to another way where the first is closed. */
export function createSender({
  activities,
  references,
  people,
  files,
  signer,
  nameAt,
  sayIn = () => untranslated,
}: SenderDeps): Sender {
  const { send: put } = activities
  return {
    send: (to, message) => say(locationOf(to), message),
    update: (card, message) => change(locationOf(card.address), card, message),
    remove: card => activities.remove(locationOf(card.address), card.id),
    say,
    renderCard,
  }

  async function say(location: Location, message: Message): Promise<CardRef | undefined> {
    try {
      return await speak(location, message)
    } catch (error) {
      if (location.only && outcomeOf(error) === 'unreachable') return sayUnreachable(location)
      throw error
    }
  }

  async function speak(location: Location, message: Message): Promise<CardRef | undefined> {
    const shown = message.filter(block => block.type !== 'file')
    let last: string | undefined
    if (shown.length > 0)
      for (const card of render(
        await withPrivateNote(shown, location),
        await renderContextFor(shown, location),
      ))
        last = await put(location, activityOf(card))
    for (const file of filesOf(message)) await sendFile(location, file, sayIn(message))
    return last === undefined ? undefined : cardAt(location, last, await references.isChannel(location))
  }

  /** A private answer that cannot be delivered: only that is said in front of the others. */
  async function sayUnreachable(location: Location): Promise<undefined> {
    const { only = '', tenant, target, thread = location.asked } = location
    const known = await people.find(tenant, only)
    const who = known ? [person(known), ', '] : []
    await speak({ tenant, target, waiting: true, thread }, [
      text(
        ...who,
        'my answer is for you alone, and I cannot write to you alone yet. Open Apps, Hearth, press Add, and ask again.',
      ),
    ])
  }

  async function sendFile(location: Location, file: File, say: Say): Promise<void> {
    const owner = onlyFor(location)
    try {
      if (owner !== undefined)
        return void (await put(
          location,
          await files.offer(file, { tenant: location.tenant, person: owner }, say),
        ))
    } catch (error) {
      // Some clouds of Teams accept no files from bots: then Hearth sends the text itself.
      if (outcomeOf(error) === 'unreachable') throw error
    }
    const written: Message = [
      text(bold(file.name)),
      file.encoding
        ? quiet(
            say('Teams takes no such file from me here. Type “export markdown” to have it as plain text.'),
          )
        : text(file.text),
    ]
    for (const card of render(written)) await put(location, activityOf(card))
  }

  async function change(location: Location, card: CardRef, message: Message): Promise<boolean> {
    const done = await activities.update(location, card.id, activityOf(await renderCard(message, location)))
    if (done)
      for (const file of filesOf(message)) await sendFile(locationOf(card.thread), file, sayIn(message))
    return done
  }

  async function renderCard(message: Message, location: Location): Promise<Card> {
    const shown = message.filter(block => block.type !== 'file')
    return renderOne(await withPrivateNote(shown, location), await renderContextFor(shown, location))
  }

  /** Adds a note to a private answer: where its buttons act, and that nobody else sees it. */
  async function withPrivateNote(message: Message, location: Location): Promise<Message> {
    if (location.only === undefined) return message
    const name = (await nameAt(location)) ?? 'a conversation with others'
    const note = `You asked in ${name}. Only you see this, and its buttons act there.`
    return [quiet(sayIn(message)(note)), ...message]
  }

  async function renderContextFor(message: Message, location: Location): Promise<RenderOptions> {
    const asker = onlyFor(location)
    return {
      buttonData: buttonDataFor(location),
      choices: await people.choices(message, location, asker),
      mentions: asker === undefined,
      say: sayIn(message),
    }
  }

  /** The data that tells where the buttons of a private answer act. */
  function buttonDataFor({ tenant, target, thread, only }: Location): ButtonData {
    if (only === undefined) return {}
    const place = addressOf({ tenant, target, thread })
    return { at: place, seal: signer.sign(only, place) }
  }
}

const activityOf = ({ summary, content }: Card): OutgoingActivity => ({
  summary,
  attachment: { contentType: 'application/vnd.microsoft.card.adaptive', content },
})

const filesOf = (message: Message): Extract<Block, { type: 'file' }>[] =>
  message.filter(block => block.type === 'file')
