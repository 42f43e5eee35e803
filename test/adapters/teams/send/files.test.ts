import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Location } from '../../../../adapters/teams/address.ts'
import { handleConsent } from '../../../../adapters/teams/receive/file-consent.ts'
import type { HandlerDeps } from '../../../../adapters/teams/receive/handler-deps.ts'
import { createFileOffers, offerTerms } from '../../../../adapters/teams/send/files.ts'
import { createOffers } from '../../../../src/core/delivery/offers.ts'
import { binaryFile, file, type Message, plainText, text } from '../../../../src/core/message.ts'
import type { Phrases } from '../../../../src/core/translation/phrases.ts'
import { untranslated } from '../../../../src/core/translation/speaking.ts'
import { createTranslator } from '../../../../src/core/translation/translator.ts'
import { builtInContent } from '../../../content.ts'
import { teamsScene } from '../../../teams/scene.ts'
import { seen } from '../../../teams/stand-in.ts'

const hours = 3_600_000
const plan = [text('Here it is.'), file('plan.md', 'Bring tea.')]
let now = 0
let scene: Awaited<ReturnType<typeof teamsScene>>

beforeEach(async () => {
  now = Date.now()
  const other = { id: '22222222-2222-4222-8222-222222222222' }
  scene = await teamsScene(() => now, { tenants: [{}, other] })
  await scene.adapter.start({ handle: async (_, told) => void told?.(), listensTo: async () => false })
  await scene.teams.say('ana', 'me', 'hello')
})
afterEach(() => scene.close())

const chat = () => scene.adapter.chatOf(scene.workspace, scene.teams.person('ana').aadObjectId)
const kinds = () =>
  scene.teams
    .shown('ana', 'me')
    .map(({ activity }) => (activity.attachments as { contentType: string }[])[0]?.contentType)
    .map(type => type?.replace('application/vnd.microsoft.', ''))
const offered = async () => {
  await scene.adapter.send(chat(), plan)
  return scene.teams.find('ana', 'me', 'Allow')
}
const read = () => scene.seen('ana', 'me')

it('asks whether a file is wanted; allowed, it lies in the person’s own OneDrive, and stands in the chat', async () => {
  const question = await offered()
  expect((question.activity.attachments as { name: string; content: object }[])[0]).toMatchObject({
    name: 'plan.md',
    content: { sizeInBytes: 10 },
  })
  const { status } = await scene.teams.deliver(scene.teams.consenting('ana', question, 'accept'))
  expect(status).toBe(200)
  await scene.teams.until(() => !kinds().includes('teams.card.file.consent'))
  await read()
  expect(scene.teams.world.uploads.get('plan.md')).toBe('Bring tea.')
  expect(kinds()).toEqual(['card.adaptive', 'teams.card.file.info'])
})

it('is offered, and told to be gone, in the language of whoever reads it', async () => {
  const spanish = createTranslator(builtInContent.translations.find(one => one.language === 'es') as Phrases)
  const say = (words: string) => spanish.line(words)
  const card = (
    await createFileOffers(createOffers(offerTerms(() => 0))).offer(
      { name: 'plan.md', text: 'x' },
      { tenant: 'lib', person: 'ana' },
      say,
    )
  ).attachment
  expect(JSON.stringify(card)).toContain('llega a su propio OneDrive')
  const told: string[] = []
  const deps = {
    files: { take: async () => undefined },
    sender: { say: async (_: unknown, message: Message) => void told.push(plainText(message)) },
    toReader: async () => spanish,
  } as unknown as HandlerDeps
  const consent = { action: 'accept', context: { file: 'gone' } } as const
  const location = { tenant: 'lib', target: { personal: 'ana' } } as unknown as Location
  await handleConsent(consent as never, location, undefined, deps)
  expect(told).toEqual([expect.stringMatching(/^Ya no tengo ese archivo/)])
})

it('allowed, a file that is no text arrives byte for byte', async () => {
  const bytes = Uint8Array.from([0x50, 0x4b, 3, 4, 0, 255, 254])
  await scene.adapter.send(chat(), [binaryFile('plan.docx', bytes)])
  const question = scene.teams.find('ana', 'me', 'Allow')
  await scene.teams.deliver(scene.teams.consenting('ana', question, 'accept'))
  await scene.teams.until(() => !kinds().includes('teams.card.file.consent'))
  expect([...(scene.teams.world.uploadedBytes.get('plan.docx') ?? [])]).toEqual([...bytes])
})

it('allowed twice, it is taken once', async () => {
  const accept = scene.teams.consenting('ana', await offered(), 'accept')
  await Promise.all([scene.teams.deliver(accept), scene.teams.deliver({ ...accept, id: 'again' })])
  await read()
  expect(kinds().filter(kind => kind === 'teams.card.file.info')).toHaveLength(1)
})

it('declined, the question goes and nothing is sent anywhere', async () => {
  await scene.teams.deliver(scene.teams.consenting('ana', await offered(), 'decline'))
  await read()
  expect(kinds()).toEqual(['card.adaptive'])
  expect(scene.teams.world.uploads.size).toBe(0)
})

it('allowed after a day, it is not at hand any more, and that is said', async () => {
  const question = await offered()
  now += 25 * hours
  await scene.teams.deliver(scene.teams.consenting('ana', question, 'accept'))
  expect(await read()).toContain('no longer have that file')
  expect(scene.teams.world.uploads.size).toBe(0)
})

it('gives it to nobody else, neither a colleague nor somebody of another tenant with the same id', async () => {
  const { id: tenant, people } = scene.teams.tenant('22222222-2222-4222-8222-222222222222')
  const [stranger] = people
  if (stranger) stranger.aadObjectId = scene.teams.person('ana').aadObjectId
  const question = await offered()
  await scene.teams.deliver(scene.teams.consenting('ben', question, 'accept'))
  await scene.teams.deliver(scene.teams.consenting('ana', question, 'accept', undefined, tenant))
  await read()
  expect(scene.teams.text('ben', 'me')).toContain('no longer have that file')
  expect(scene.teams.world.uploads.size).toBe(0)
})

it('sends it to no address but Microsoft’s, and says that it was not taken', async () => {
  const { teams } = scene
  for (const address of [
    'http://127.0.0.1:1/x',
    'https://evil.example/x',
    'http://x.sharepoint.com/x',
    'no address',
  ])
    await teams.deliver(teams.consenting('ana', await offered(), 'accept', address))
  expect(await read()).toContain('did not take the file')
  expect(teams.calls.filter(one => one.what === 'upload')).toEqual([])
})

it('where OneDrive refuses it, Allow can be pressed again', async () => {
  const question = await offered()
  scene.teams.fail('upload', { status: 507 })
  await scene.teams.deliver(scene.teams.consenting('ana', question, 'accept'))
  expect(await read()).toContain('did not take the file')
  await scene.teams.deliver(scene.teams.consenting('ana', question, 'accept'))
  await scene.teams.until(() => kinds().at(-1) === 'teams.card.file.info')
})

it('stands in the message itself where Teams takes no files: in a channel, and in some clouds', async () => {
  await scene.teams.say('ana', '#staff', '@Hearth hello')
  await scene.adapter.send(`teams:${scene.teams.tenant().id}/${scene.teams.room('#staff', 'ana').id}`, plan)
  expect(scene.teams.text('ben', '#staff')).toMatch(/plan\.md[\s\S]*Bring tea\./)

  scene.teams.fail('send', { status: 400, code: 'BadSyntax' })
  await scene.adapter.send(chat(), [file('plan.md', 'Bring tea.')])
  expect(await read()).toMatch(/plan\.md[\s\S]*Bring tea\./)
})

it('of any length, in as many messages as it takes', async () => {
  await scene.teams.say('ana', '#staff', '@Hearth hello')
  const lines = Array.from({ length: 2_000 }, (_, at) => `Line ${at}: tea, cake and company.`)
  const room = scene.teams.room('#staff', 'ana').id
  await scene.adapter.send(`teams:${scene.teams.tenant().id}/${room}`, [file('all.md', lines.join('\n'))])
  const shown = scene.teams.shown('ben', '#staff')
  expect(shown.length).toBeGreaterThan(5)
  const words = shown.map(one => seen(one).text).join('\n')
  for (const line of lines) expect(words).toContain(line)
})

it('lets the oldest files go of whoever asks for many, and nobody else’s', async () => {
  const offers = createFileOffers(createOffers(offerTerms(() => 0)))
  const owner = (person: string) => ({ tenant: 'lib', person })
  const ask = async (person: string, name = 'plan.md'): Promise<string> => {
    const card = (await offers.offer({ name, text: 'x' }, owner(person), untranslated)).attachment
    return (card as { content: { acceptContext: { file: string } } }).content.acceptContext.file
  }
  const bens = await ask('ben')
  const anas: string[] = []
  for (let at = 0; at < 300; at++) anas.push(await ask('ana', `${at}.md`))
  expect(await offers.take(bens, owner('ben'))).toMatchObject({ name: 'plan.md' })
  const left = await Promise.all(anas.map(id => offers.take(id, owner('ana'))))
  expect(left.flatMap(one => one?.name ?? [])).toEqual(
    Array.from({ length: 20 }, (_, at) => `${280 + at}.md`),
  )
  // Where too many wait in all, it is the turn of whoever has most of them.
  const one = await ask('ben')
  for (let at = 0; at < 400; at++) await ask(`p${at % 10}`)
  for (let at = 0; at < 20; at++) await ask('q')
  expect(await offers.take(one, owner('ben'))).toBeDefined()
})
