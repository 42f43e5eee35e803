import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { knownVariables } from '../../src/config/config.ts'
import { decodeDotEnv, parseDotEnv } from '../../src/config/dot-env.ts'
import { loadDotEnv } from '../../src/config/environment.ts'
import { settingsCheck } from '../../src/operations/doctor/settings.ts'
import { look } from '../operations/doctor/looking.ts'

const token = 'xoxb-12-ab'
const read = (text: string) => parseDotEnv(text, knownVariables())
const valuesOf = (line: string) => {
  const { values, faults } = read(line)
  expect(faults).toEqual([])
  return Object.fromEntries(values)
}
/** What is set, and what is told, where this is the .env of a folder. */
function loaded(content: string | Uint8Array, name = '.env') {
  const folder = mkdtempSync(join(tmpdir(), 'hearth-dotenv-'))
  writeFileSync(join(folder, name), content)
  const environment: NodeJS.ProcessEnv = {}
  return { ...loadDotEnv(folder, environment), environment, folder }
}
const utf16 = (text: string, mark: boolean) => Buffer.from(mark ? `\ufeff${text}` : text, 'utf16le')

describe('.env as people have it', () => {
  it.each([
    `SLACK_BOT_TOKEN=${token}`,
    `SLACK_BOT_TOKEN = ${token}`,
    `  export SLACK_BOT_TOKEN=${token}`,
    `SLACK_BOT_TOKEN=${token}   `,
    `SLACK_BOT_TOKEN=${token}\t\r`,
    `SLACK_BOT_TOKEN="${token}"`,
    `SLACK_BOT_TOKEN='${token}'`,
    `SLACK_BOT_TOKEN=“${token}”`,
    `SLACK_BOT_TOKEN=”${token}”`,
    `SLACK_BOT_TOKEN=„${token}“`,
    `SLACK_BOT_TOKEN=‘${token}’`,
    `SLACK_BOT_TOKEN=${token} # of the test workspace`,
    `SLACK_BOT_TOKEN="${token}" # of the test workspace`,
    `SLACK_BOT_TOKEN: ${token}`,
    `SLACK_BOT_TOKEN: "${token}"`,
    `"SLACK_BOT_TOKEN": "${token}",`,
    `\ufeffSLACK_BOT_TOKEN=${token}`,
    `SLACK_BOT_TOKEN=\u200b${token}\u200b`,
    `SLACK_BOT_TOKEN=\u00a0${token}\u00a0`,
  ])('reads %j', line => {
    expect(valuesOf(line)).toEqual({ SLACK_BOT_TOKEN: token })
  })

  it('takes a # without a space before it for part of the value, as it may be in a secret', () => {
    expect(valuesOf('MicrosoftAppPassword=a~b#c~d')).toEqual({ MicrosoftAppPassword: 'a~b#c~d' })
  })

  it.each([
    ['DATA_DIR=/srv/Team #1/data', /^\.env, line 2: DATA_DIR holds “ #”.*single quotes/],
    ['SLACK_BOT_TOKEN="xoxb-12', /^\.env, line 2: SLACK_BOT_TOKEN begins with ".*Close it/],
    ['SLACK_BOT_TOKEN', /^\.env, line 2: SLACK_BOT_TOKEN has no = behind it/],
    ['SLACK_BOT_TOKEN xoxb-12', /^\.env, line 2: SLACK_BOT_TOKEN has no = behind it/],
    [
      'SLACK_BOT_TOKEN="xoxb-12\nPORT=3000\nLOG_LEVEL="info"',
      /^\.env, line 2: SLACK_BOT_TOKEN begins with ", which is closed 2 lines later/,
    ],
  ])('names the line of %j, and the cure', (line, said) => {
    const { faults } = read(`# mine\n${line}`)
    expect(faults).toEqual([expect.stringMatching(said)])
  })

  it('leaves what is not Hearth’s alone, also a value over several lines', () => {
    const { values, faults } = read('KEY="-----BEGIN\nabc\n-----END"\nsome words\nPORT=3001')
    expect(faults).toEqual([])
    expect(Object.fromEntries(values)).toEqual({ KEY: '-----BEGIN\nabc\n-----END', PORT: '3001' })
  })

  it.each([
    ['UTF-8 with a mark', Buffer.from(`\ufeffSLACK_BOT_TOKEN=${token}\r\nPORT=3001\r\n`)],
    ['UTF-16 with a mark', utf16(`SLACK_BOT_TOKEN=${token}\r\nPORT=3001\r\n`, true)],
    ['UTF-16 without one', utf16(`SLACK_BOT_TOKEN=${token}\r\nPORT=3001\r\n`, false)],
    ['UTF-16 the other way round', utf16(`SLACK_BOT_TOKEN=${token}\r\nPORT=3001\r\n`, true).swap16()],
  ])('is read as %s', (_, bytes) => {
    const { faults, environment } = loaded(bytes)
    expect(faults).toEqual([])
    expect(environment).toEqual({ SLACK_BOT_TOKEN: token, PORT: '3001' })
  })

  it('is read in the encoding of old Windows', () => {
    expect(loaded(Buffer.from('DATA_DIR=C:/B\xfccherei', 'latin1')).environment.DATA_DIR).toBe('C:/Bücherei')
    expect(decodeDotEnv(Buffer.from('DATA_DIR=/Bücherei'))).toBe('DATA_DIR=/Bücherei')
  })

  it.each(['.env.txt', 'env.txt', '.env.rtf', '.env.env'])(
    'is looked for under the name %s, and asked for by its own',
    name => {
      expect(loaded('PORT=3001', name).faults).toEqual([
        expect.stringContaining(`a file ${name}. Rename it to .env`),
      ])
    },
  )

  it('is named where it is rich text, or a folder', () => {
    expect(loaded('{\\rtf1\\ansi SLACK_BOT_TOKEN=x}').faults).toEqual([
      expect.stringContaining('as plain text'),
    ])
    const folder = mkdtempSync(join(tmpdir(), 'hearth-dotenv-'))
    mkdirSync(join(folder, '.env'))
    expect(loadDotEnv(folder, {}).faults).toEqual([expect.stringContaining('It is a folder')])
  })

  it('never outdoes what the environment says', () => {
    const folder = loaded('PORT=3001\nLOG_LEVEL=debug').folder
    const environment: NodeJS.ProcessEnv = { PORT: '', LOG_LEVEL: 'error' }
    loadDotEnv(folder, environment)
    expect(environment).toEqual({ PORT: '', LOG_LEVEL: 'error' })
  })

  it('gives back any value that is written in single quotes, and never fails', () => {
    const anyValue = fc.string({ maxLength: 60 }).filter(one => !/['\r\n\u200b-\u200d\u2060\ufeff]/.test(one))
    fc.assert(
      fc.property(anyValue, one => {
        expect(valuesOf(`DATA_DIR='${one}'`)).toEqual({ DATA_DIR: one })
      }),
    )
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), text => void read(text)))
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), bytes => void read(decodeDotEnv(bytes))))
  })

  it('makes the doctor name the line; and never ask whether the same letters were meant', async () => {
    const { folder } = loaded(`\ufeffSLACK_BOT_TOKEN=${token}\nSLACK_SIGNING_SECRET\n`)
    const lines = await look(settingsCheck({}, folder))
    expect(lines.join('\n')).toContain('broken: .env, line 2: SLACK_SIGNING_SECRET has no =')
    expect(lines.join('\n')).not.toContain('Did you mean')
    const wrong = await look(settingsCheck({}, loaded('SLACK_BOT_TOKN=x').folder))
    expect(wrong.join('\n')).toContain('Did you mean SLACK_BOT_TOKEN?')
  })
})
