import { expect, it } from 'vitest'
import { text } from '../../../src/core/message.ts'
import { everyKind, typedByPeople } from './messages.ts'
import type { Stage } from './scene.ts'

/** What the core says is seen, by those it is meant for. */
export function testShowing(stage: Stage): void {
  it.each(everyKind)('draws $name', async ({ message, words }) => {
    await stage.answered(message)
    const seen = await stage.scene.seen('ben', '#staff')
    for (const word of words) expect(seen).toContain(word)
  })

  it.each(typedByPeople)('shows %j as the plain characters it is made of', async typed => {
    await stage.answered([text(typed)])
    expect(await stage.scene.seen('ben', '#staff')).toContain(typed)
  })

  it('shows a private reply to the asker only', async () => {
    await stage.answered([text('Between us.')], 'private')
    const hers = `${await stage.scene.seen('ana', '#staff')}${await stage.scene.seen('ana', 'me')}`
    expect(hers).toContain('Between us.')
    expect(await stage.scene.seen('ben', '#staff')).not.toContain('Between us.')
    expect(await stage.scene.seen('ben', 'me')).not.toContain('Between us.')
  })

  it('speaks to a person alone where their chat is', async () => {
    await stage.scene.say('ana', 'me', 'hello')
    const [incoming] = await stage.bot.answered(1)
    const chat = stage.scene.adapter.chatOf(stage.scene.workspace, incoming?.person.id ?? '')
    expect(chat).toBe(incoming?.place.conversation)
    await stage.scene.adapter.send(chat, [text('Between us.')])
    expect(await stage.scene.seen('ana', 'me')).toContain('Between us.')
    expect(await stage.scene.seen('ben', 'me')).not.toContain('Between us.')
  })

  it('changes a card in place', async () => {
    const card = await stage.answered([text('At first.')])
    expect(card && (await stage.scene.adapter.update(card, [text('By now.')]))).toBe(true)
    const seen = await stage.scene.seen('ben', '#staff')
    expect(seen).toContain('By now.')
    expect(seen).not.toContain('At first.')
  })

  it('says so when the card to change is gone, and takes it back only once', async () => {
    const card = await stage.answered([text('Soon gone.')])
    if (!card) throw new Error('an answer in a channel can be taken back on every platform')
    await stage.scene.adapter.remove(card)
    expect(await stage.scene.seen('ben', '#staff')).not.toContain('Soon gone.')
    expect(await stage.scene.adapter.update(card, [text('Too late.')])).toBe(false)
    await stage.scene.adapter.remove(card)
    expect(await stage.scene.seen('ben', '#staff')).not.toContain('Too late.')
  })

  it('speaks in the thread under a card', async () => {
    const card = await stage.answered([text('The question.')])
    const below = card && (await stage.scene.adapter.send(card.thread, [text('A word below it.')]))
    expect(await stage.scene.seen('ben', '#staff')).toContain('A word below it.')
    expect(below?.thread).toBe(card?.thread)
  })

  it('tells, where it can, whether what was sent under a key arrived', async () => {
    await stage.scene.say('ana', 'me', 'hello')
    const [incoming] = await stage.bot.answered(1)
    const { adapter, workspace } = stage.scene
    const chat = adapter.chatOf(workspace, incoming?.person.id ?? '')
    const since = incoming?.at ?? 0
    const card = await adapter.send(chat, [text('Between us.')], { key: 'occurrence/1' })
    expect(await stage.scene.seen('ana', 'me')).not.toContain('occurrence/1')
    if (!adapter.arrived) return
    expect(await adapter.arrived(chat, 'occurrence/1', since)).toEqual(card)
    expect(await adapter.arrived(chat, 'occurrence/2', since)).toBeUndefined()
    const below = card && (await adapter.send(card.thread, [text('Below it.')], { key: 'occurrence/3' }))
    expect(card && (await adapter.arrived(card.thread, 'occurrence/3', since))).toEqual(below)
  })

  it('refuses an address that nobody can speak in, with a sentence for the person', async () => {
    const refusal = stage.scene.adapter.send(stage.scene.gone, [text('Anyone?')])
    await expect(refusal).rejects.toMatchObject({ outcome: 'unreachable' })
    await expect(refusal).rejects.toThrow(/\w.*\.$/)
  })

  it('knows a person in their own workspace and in no other', async () => {
    await stage.scene.say('ana', 'me', 'hello')
    const id = (await stage.bot.answered(1))[0]?.person.id ?? ''
    expect(await stage.scene.adapter.person(stage.scene.workspace, id)).toMatchObject({ id })
    expect(await stage.scene.adapter.person('another-workspace', id)).toBeUndefined()
  })
}
