import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { strToU8 } from 'fflate'
import { describe, expect, it, onTestFinished } from 'vitest'
import { fetchSentFile as fromSlack, readableFile } from '../../adapters/slack/receive/sent-file.ts'
import { activitySchema } from '../../adapters/teams/receive/payload.ts'
import { fetchSentFile as fromTeams } from '../../adapters/teams/receive/sent-file.ts'
import { workbook } from '../paper/workbook.ts'
import { moveIn as onSlack } from './slack/house.ts'
import { moveIn as onTeams } from './teams/house.ts'

const list = 'What hums in this room?\nWhat rattles at night?\n'

/** A place that gives out files: to whoever has the key, a page for signing in to everybody else. */
async function filesPlace() {
  const server = createServer((request, response) => {
    if (request.url === '/large') return response.end(Buffer.alloc(6 * 1024 * 1024))
    if (request.url === '/elsewhere')
      return response.writeHead(302, { location: 'https://example.org/' }).end()
    if (request.url === '/open' || request.headers.authorization === 'Bearer xoxb-1')
      return response.end(list)
    return response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('<html>Sign in</html>')
  }).listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await new Promise(resolve => server.once('listening', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const sentOnTeams = (name: string, downloadUrl: string) =>
  activitySchema.parse({
    type: 'message',
    channelId: 'msteams',
    serviceUrl: 'https://smba.trafficmanager.net/teams/',
    from: { id: '29:ana' },
    recipient: { id: '28:bot' },
    conversation: { id: 'a:1' },
    attachments: [
      { contentType: 'text/html', content: '<p></p>' },
      {
        contentType: 'application/vnd.microsoft.teams.file.download.info',
        name,
        content: { downloadUrl, uniqueId: 'u' },
      },
    ],
  })

describe('a file that is sent in one’s own chat', () => {
  it('is fetched from Slack with the token, and from Slack alone', async () => {
    const apiUrl = await filesPlace()
    const file = { name: 'ours.csv', url_private_download: `${apiUrl}/private` }
    const text = (bytes: Uint8Array) => Buffer.from(bytes).toString()
    const given = await fromSlack(file, { token: 'xoxb-1', apiUrl: `${apiUrl}/api/` })
    expect([given.name, text(given.bytes), given.missing]).toEqual(['ours.csv', list, undefined])
    const barred = await fromSlack(file, { token: 'xoxb-2', apiUrl: `${apiUrl}/api/` })
    expect(barred.missing).toMatch(/adds the permission files:read/)
    for (const [url, own] of [
      [`${apiUrl}/private`, undefined],
      ['https://files.slack.com.example/x', undefined],
      ['http://files.slack.com/x', undefined],
    ] as const)
      expect(
        (await fromSlack({ name: 'a.csv', url_private: url }, { token: 'xoxb-1', apiUrl: own })).missing,
      ).toBeTruthy()
    const moved = { name: 'a.csv', url_private: `${apiUrl}/elsewhere` }
    expect((await fromSlack(moved, { token: 'xoxb-1', apiUrl })).missing).toBeTruthy()
    const large = await fromSlack(
      { name: 'a.csv', url_private: `${apiUrl}/large` },
      { token: 'xoxb-1', apiUrl },
    )
    expect(large.bytes.length).toBe(5 * 1024 * 1024 + 1)
  })

  it('is fetched from Teams by its address, where that is Microsoft’s', async () => {
    const place = await filesPlace()
    const given = await fromTeams(sentOnTeams('ours.csv', `${place}/open`), { local: true })
    expect(Buffer.from(given?.bytes ?? []).toString()).toBe(list)
    expect((await fromTeams(sentOnTeams('ours.csv', `${place}/open`), {}))?.missing).toMatch(
      /could not fetch/,
    )
    expect(await fromTeams(sentOnTeams('photo.png', `${place}/open`), { local: true })).toBeUndefined()
  })

  it('is left alone where Hearth reads nothing of its kind', () => {
    expect(readableFile({ files: [{ name: 'photo.png' }, { name: 'form.docx' }] })?.name).toBe('form.docx')
    expect(readableFile({ files: [{ name: 'photo.png' }] })).toBeUndefined()
    expect(readableFile({})).toBeUndefined()
  })

  it('reaches Hearth on Slack: what cannot be had is said with its cure', async () => {
    const { slack, close } = await onSlack()
    onTestFinished(close)
    await slack.say('ada', 'DM', 'our list', { files: ['ours.csv'] })
    await slack.until(() => JSON.stringify(slack.calls).includes('files:read'))
  })

  it('is shown as a list of drafts on Teams', async () => {
    const place = await filesPlace()
    const { teams, close } = await onTeams()
    onTestFinished(close)
    const line = teams.line('ana', 'me', '')
    const attachments = [
      {
        contentType: 'application/vnd.microsoft.teams.file.download.info',
        name: 'ours.csv',
        content: { downloadUrl: `${place}/open` },
      },
    ]
    await teams.deliver({ ...line, attachments })
    await teams.until(() =>
      /2 questions from ours\.csv|could not fetch that file/.test(teams.text('ana', 'me')),
    )
  })

  it.each(['ours.csv', 'ours.xlsx'])('is a list of fifty that is in use on Slack: %s', async name => {
    const { slack, close } = await onSlack()
    onTestFinished(close)
    await slack.say('ada', 'DM', '', { files: [{ name, bytes: fifty(name) }] })
    const holds = (words: string) =>
      slack.until(() =>
        slack.world.messages.findLast(one => JSON.stringify(one.blocks ?? '').includes(words)),
      )
    await slack.press('ada', await holds('Save all 50'), 'Save all 50')
    await holds('Saved 50 questions')
    await slack.say('ada', 'DM', 'icebreaker own')
    await holds('0 of 50 used here for “own”')
  })

  it.each(['ours.csv', 'ours.xlsx'])('is a list of fifty that is in use on Teams: %s', async name => {
    const { teams, close } = await onTeams()
    onTestFinished(close)
    teams.world.uploadedBytes.set(name, Buffer.from(fifty(name)))
    const content = { downloadUrl: `${teams.apiUrl}upload/${name}` }
    const attachments = [{ contentType: 'application/vnd.microsoft.teams.file.download.info', name, content }]
    await teams.deliver({ ...teams.line('ana', 'me', ''), attachments })
    await teams.press('ana', 'me', 'Save all 50')
    await teams.until(() => /Saved 50 questions/.test(teams.text('ana', 'me')))
    await teams.say('ana', 'me', 'icebreaker own')
    await teams.until(() => /What does shelf \d+ whisper\?/.test(teams.text('ana', 'me')))
    expect(teams.text('ana', 'me')).toMatch(/0 of 50 used here for “own”/)
  })
})

/** Fifty questions, as a spreadsheet holds them. */
function fifty(name: string): Uint8Array {
  const rows = Array.from({ length: 50 }, (_, at) => [`What does shelf ${at} whisper?`, 'staff'])
  const all = [['question', 'audience'], ...rows]
  return name.endsWith('.xlsx') ? workbook({ Ours: all }) : strToU8(all.map(row => row.join(',')).join('\n'))
}
