import { describe, expect, it } from 'vitest'
import { webCheck } from '../../../adapters/web/doctor-check.ts'
import { settingsCheck } from '../../../src/operations/doctor/settings.ts'
import { tempFolder } from '../../store/folder.ts'
import { look, serving } from './looking.ts'

const secret = 'thirty-two characters and a few more'

describe('The doctor, about the page behind an address', () => {
  it('says where it is, and names a secret that is too short, and an address that is missing or without TLS', async () => {
    const folder = await tempFolder()
    const settings = async (environment: Record<string, string>) =>
      (await look(settingsCheck(environment, folder)))[0]
    expect(await settings({ WEB_SECRET: secret, PUBLIC_URL: 'https://hearth.example.org' })).toBe(
      'fine: Hearth is set up for the page in the browser at https://hearth.example.org',
    )
    expect(await settings({ WEB_SECRET: 'short', PUBLIC_URL: 'https://hearth.example.org' })).toMatch(
      /^broken: WEB_SECRET is too short.* → Correct that line in \.env/,
    )
    expect(await settings({ WEB_SECRET: secret })).toMatch(/^broken: PUBLIC_URL is missing/)
    expect(await settings({ WEB_SECRET: secret, PUBLIC_URL: 'http://hearth.example.org' })).toMatch(
      /^broken: PUBLIC_URL must be the https address/,
    )
  })

  it.each([
    [{ status: 401 }, /^fine: \S+ leads here$/],
    [
      { status: 403, body: 'The proxy has to pass on the Host, and PUBLIC_URL has to name it.' },
      /^broken: .*pass on Host/,
    ],
    [
      { status: 502, body: 'Bad Gateway' },
      /^broken: .*something else than Hearth \(502\).* → Look where the proxy leads/,
    ],
    [
      { hang: true as const },
      /^advice: .*cannot be reached from this computer.* → Start Hearth and the proxy/,
    ],
  ])('asks where the address leads, as a browser does: %j', async (answer, said) => {
    const { url, asked } = await serving(answer)
    const [first, second] = await look(webCheck({ publicUrl: url.slice(0, -1), patienceMs: 200 }))
    expect(first).toMatch(said)
    expect(second).toMatch(/^advice: PUBLIC_URL is http:.*nobody but this computer/)
    expect(asked.map(one => one.path)).toEqual(['/here'])
  })
})
