import { expect, it, onTestFinished } from 'vitest'
import { addFirstAdmin, admins } from '../../../src/core/records/admins.ts'
import { openChat } from '../../chat.ts'

/** A library whose first admin is ana. */
async function library(named: string[] = []) {
  const chat = await openChat({ admins: named })
  onTestFinished(() => chat.close())
  const first = (id: string) => chat.store().update(chat.workspace, tx => addFirstAdmin(tx, id, chat.at))
  const ids = async () => (await chat.store().list(chat.workspace, admins)).map(([id]) => id).sort()
  return { ...chat, first, ids }
}

it('lists the admins, and the button and the words to change them for these alone', async () => {
  const { say, first } = await library()
  await first('ana')
  expect(await say('ana', '#staff', 'hearth admins')).toMatch(
    /Admins of Hearth.*ana.*hearth admins add @name/s,
  )
  const seen = await say('ben', 'ben', 'hearth admins')
  expect(seen).toMatch(/ana/)
  expect(seen).not.toMatch(/Remove|add @name/)
})

it('whoever comes first is named alone, once', async () => {
  const { first, ids } = await library()
  await Promise.all([first('ana'), first('ben')])
  expect(await ids()).toHaveLength(1)
  await first('cleo')
  expect(await ids()).toHaveLength(1)
})

it('an admin names another, who is told, and removes them again', async () => {
  const { say, first, ids, shown } = await library()
  await first('ana')
  expect(await say('ana', 'ana', 'hearth admins add @ben')).toMatch(
    /ben is an admin of Hearth in your library now/,
  )
  expect(shown.some(one => one.to === 'test:ben')).toBe(true)
  expect(await ids()).toEqual(['ana', 'ben'])
  expect(await say('ben', 'ben', 'hearth hold on')).toMatch(/Everything is held/)
  expect(await say('ana', 'ana', 'hearth admins add @ben')).toMatch(/already/)
  expect(await say('ana', 'ana', 'hearth admins remove @ben')).toMatch(/no longer an admin/)
  expect(await ids()).toEqual(['ana'])
  expect(await say('ben', 'ben', 'hearth hold off')).toMatch(/Only the people who look after Hearth here/)
})

it('the last one stays until there is another', async () => {
  const { say, first, ids } = await library()
  await first('ana')
  expect(await say('ana', 'ana', 'hearth admins remove me')).toMatch(
    /the only admin here. Add somebody first/,
  )
  expect(await ids()).toEqual(['ana'])
  await say('ana', 'ana', 'hearth admins add ben')
  expect(await say('ana', 'ana', 'hearth admins remove me')).toMatch(/no longer/)
  expect(await ids()).toEqual(['ben'])
})

it('nobody else names anybody, nor where nobody is named; whoever runs Hearth does', async () => {
  const open = await library()
  expect(await open.say('ana', 'ana', 'hearth admins add @ana')).toMatch(/has no admin here yet/)
  expect(await open.ids()).toEqual([])
  const { say, ids } = await library(['adm'])
  expect(await say('ana', 'ana', 'hearth admins add @ben')).toMatch(/Only the people who look after/)
  await say('adm', 'adm', 'hearth admins add @ben')
  expect(await ids()).toEqual(['ben'])
})

it('goes with whoever is forgotten, and is told to them before', async () => {
  const { say, first, ids } = await library()
  await first('ana')
  await say('ana', 'ana', 'hearth admins add @ben')
  expect(await say('ben', 'ben', 'hearth privacy')).toMatch(/look after me in your library/)
  await say('ben', 'ben', 'forget me yes')
  expect(await ids()).toEqual(['ana'])
})

it('asks who is meant where nobody is named, and takes the answer', async () => {
  const { say, first, ids, press } = await library()
  await first('ana')
  expect(await say('ana', 'ana', 'hearth admins add')).toMatch(/Who looks after Hearth with you/)
  await press('ana', 'Add', { person: 'ben' })
  expect(await ids()).toEqual(['ana', 'ben'])
})
