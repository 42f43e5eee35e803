import { Unreachable } from '../../../src/core/adapter.ts'
import type { Address, CardRef } from '../../../src/core/incoming.ts'
import { type Block, bold, type Message, person, quiet, text } from '../../../src/core/message.ts'
import { addressOf, onlyFor, type Spot, spotOf } from '../address.ts'
import type { Said } from '../connector/connector.ts'
import type { People } from '../directory/people.ts'
import { cardAt } from '../receive/location.ts'
import type { Seal } from '../receive/signed-place.ts'
import type { Drawing } from '../render/blocks.ts'
import type { Carried } from '../render/input-elements.ts'
import { type Card, render, renderOne } from '../render/render.ts'
import type { Post } from './activities.ts'
import type { Lines } from './conversation-references.ts'
import type { File, Files } from './files.ts'

interface Parts {
  post: Post
  lines: Pick<Lines, 'isChannel'>
  people: People
  files: () => Files
  seal: Seal
  nameAt(spot: Spot): Promise<string | undefined>
}

/** Everything Hearth says in Teams. */
export interface Sender {
  send(to: Address, message: Message): Promise<CardRef | undefined>
  update(card: CardRef, message: Message): Promise<boolean>
  remove(card: CardRef): Promise<void>
  say(spot: Spot, message: Message): Promise<CardRef | undefined>
  /** A message as the one card it is shown as. */
  draw(message: Message, spot: Spot): Promise<Card>
}

/** Speaks where it may, and finds another way where it may not. */
export function createSender({ post, lines, people, files, seal, nameAt }: Parts): Sender {
  const { put } = post
  return {
    send: (to, message) => say(spotOf(to), message),
    update: (card, message) => change(spotOf(card.address), card, message),
    remove: card => post.takeBack(spotOf(card.address), card.id),
    say,
    draw,
  }

  async function say(spot: Spot, message: Message): Promise<CardRef | undefined> {
    try {
      return await speak(spot, message)
    } catch (error) {
      if (spot.only && error instanceof Unreachable) return sayThatNot(spot)
      throw error
    }
  }

  async function speak(spot: Spot, message: Message): Promise<CardRef | undefined> {
    const shown = message.filter(block => block.type !== 'file')
    let last: string | undefined
    if (shown.length > 0)
      for (const card of render(await signed(shown, spot), await drawingFor(shown, spot)))
        last = await put(spot, saidOf(card))
    for (const file of filesOf(message)) await give(spot, file)
    return last === undefined ? undefined : cardAt(spot, last, await lines.isChannel(spot))
  }

  /** It was asked before others, and cannot be answered before them: only that is said there. */
  async function sayThatNot(spot: Spot): Promise<undefined> {
    const { only = '', tenant, room, thread = spot.asked } = spot
    const known = await people.find(tenant, only)
    const who = known ? [person(known), ', '] : []
    await speak({ tenant, room, waiting: true, ...(thread && { thread }) }, [
      text(
        ...who,
        'my answer is for you alone, and I cannot write to you alone yet. Open Apps, Hearth, press Add, and ask again.',
      ),
    ])
  }

  async function give(spot: Spot, file: File): Promise<void> {
    const owner = onlyFor(spot)
    try {
      if (owner !== undefined)
        return void (await put(spot, files().offer(file, { tenant: spot.tenant, person: owner })))
    } catch (error) {
      // Some clouds of Teams take no files from bots: then the text itself has to do.
      if (error instanceof Unreachable) throw error
    }
    const written: Message = [text(bold(file.name)), text(file.text)]
    for (const card of render(written)) await put(spot, saidOf(card))
  }

  async function change(spot: Spot, card: CardRef, message: Message): Promise<boolean> {
    const done = await post.change(spot, card.id, saidOf(await draw(message, spot)))
    if (done) for (const file of filesOf(message)) await give(spotOf(card.thread), file)
    return done
  }

  async function draw(message: Message, spot: Spot): Promise<Card> {
    const shown = message.filter(block => block.type !== 'file')
    return renderOne(await signed(shown, spot), await drawingFor(shown, spot))
  }

  /** In one's own chat it is said where a private answer belongs, and that nobody else sees it. */
  async function signed(message: Message, spot: Spot): Promise<Message> {
    if (spot.only === undefined) return message
    const name = (await nameAt(spot)) ?? 'a conversation with others'
    const note = `You asked in ${name}. Only you see this answer. Its buttons act there, not in this chat; typed words count where you type them.`
    return [quiet(note), ...message]
  }

  async function drawingFor(message: Message, spot: Spot): Promise<Drawing> {
    const asker = onlyFor(spot)
    return {
      carried: carriedTo(spot),
      choices: await people.choices(message, spot, asker),
      mentions: asker === undefined,
    }
  }

  /** Where the buttons of a private answer act. */
  function carriedTo({ tenant, room, thread, only }: Spot): Carried {
    if (only === undefined) return {}
    const place = addressOf({ tenant, room, ...(thread && { thread }) })
    return { at: place, seal: seal.of(only, place) }
  }
}

const saidOf = ({ summary, content }: Card): Said => ({
  summary,
  attachment: { contentType: 'application/vnd.microsoft.card.adaptive', content },
})

const filesOf = (message: Message): Extract<Block, { type: 'file' }>[] =>
  message.filter(block => block.type === 'file')
