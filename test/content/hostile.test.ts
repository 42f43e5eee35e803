import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { packageRoot } from '../../src/config/paths.ts'
import { loadContent } from '../../src/content/load.ts'
import { OperatorError } from '../../src/core/operator-error.ts'
import { known } from '../content.ts'

const builtIn = join(packageRoot(), 'content')
const newFolder = () => mkdtempSync(join(tmpdir(), 'hearth-content-'))

function own(files: Readonly<Record<string, string>>): string {
  const folder = newFolder()
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  return folder
}

/** What whoever runs Hearth is told: always an OperatorError, and always about a file. */
function refusal(folder: string, patienceMs = 120_000): string {
  try {
    const { faults } = loadContent(builtIn, folder, known, undefined, patienceMs)
    if (faults.length > 0) return faults.join('\n')
  } catch (error) {
    if (error instanceof OperatorError) return error.message
    throw error
  }
  return 'accepted'
}

/** Each level holds the one before it nine times. */
const bomb = (levels: number) =>
  [
    'a0: &a0 ["lol", "lol"]',
    ...Array.from(
      { length: levels },
      (_, at) => `a${at + 1}: &a${at + 1} [${Array(9).fill(`*a${at}`).join(', ')}]`,
    ),
  ].join('\n')

const event = (rule: string, at = 0) =>
  `BEGIN:VEVENT\r\nUID:${at}\r\nSUMMARY:Closed\r\nDTSTART;VALUE=DATE:20260105\r\nRRULE:${rule}\r\nEND:VEVENT\r\n`
const calendar = (...events: string[]) =>
  `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n${events.join('')}END:VCALENDAR\r\n`

describe('Content that no library would write ends with a sentence that names the file and the limit', () => {
  it.each([
    ['an alias bomb', { 'icebreakers.yaml': bomb(9) }, /icebreakers\.yaml:1: its aliases .*Write out/],
    ['an alias of itself', { 'icebreakers.yaml': '&a [*a]' }, /icebreakers\.yaml:1: /],
    ['a file of 30 MB', { 'readings.yaml': 'x'.repeat(30_000_000) }, /readings\.yaml: it has more than 1 MB/],
    [
      'brackets without an end',
      { 'icebreakers.yaml': '['.repeat(500_000) },
      /icebreakers\.yaml:1: .*nested too/,
    ],
    ['nested brackets', { 'walkthroughs/a.yaml': '[{a: '.repeat(5_000) }, /a\.yaml:1: .*nested too deeply/],
    [
      'nested dashes',
      { 'icebreakers.yaml': '- '.repeat(400_000) },
      /icebreakers\.yaml:1: .*nested too deeply/,
    ],
    [
      'nested questions',
      { 'icebreakers.yaml': '? '.repeat(400_000) },
      /icebreakers\.yaml:1: .*nested too deeply/,
    ],
    [
      'a staircase of keys',
      { 'readings.yaml': Array.from({ length: 1_000 }, (_, at) => `${' '.repeat(at)}k:`).join('\n') },
      /readings\.yaml:82: .*nested too deeply/,
    ],
    ['nothing but faults', { 'icebreakers.yaml': '- 1\n'.repeat(2_000) }, /and 1980 more like these/],
    ['bytes that are no text', { 'icebreakers.yaml': '\0\x01\xff'.repeat(1_000) }, /icebreakers\.yaml:/],
    [
      '10,000 files',
      Object.fromEntries(Array.from({ length: 10_000 }, (_, at) => [`icebreakers/${at}.yaml`, '[]'])),
      /icebreakers: it has 10000 files, and I read 500/,
    ],
    [
      'many files that are large together',
      Object.fromEntries(
        Array.from({ length: 8 }, (_, at) => [`icebreakers/${at}.yaml`, `[]\n#${'x'.repeat(900_000)}`]),
      ),
      /5\.yaml: with it your content has more than 5 MB/,
    ],
    ['a calendar of 30 MB', { 'closed.ics': 'x'.repeat(30_000_000) }, /closed\.ics: it has more than 2 MB/],
    [
      'a calendar like a well',
      { 'closed.ics': 'BEGIN:VCALENDAR\r\n'.repeat(90_000) },
      /closed\.ics: .*nested too/,
    ],
    [
      'a calendar of closings without number',
      { 'closed.ics': calendar(...Array.from({ length: 500 }, (_, at) => event('FREQ=DAILY', at))) },
      /closed\.ics: it closes more than 3000 days/,
    ],
  ])('%s', (_, files, told) => {
    expect(refusal(own(files))).toMatch(told)
  })

  it('a calendar of a day that never comes', () => {
    expect(
      refusal(own({ 'closed.ics': calendar(event('FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30')) }), 1_000),
    ).toMatch(/closed\.ics: it takes too long: I read all of your content in 1 second/)
  })

  it.each(['icebreakers.yaml', 'icebreakers/more.yaml', 'closed.ics'])('a device or a pipe as %s', name => {
    const places: ((path: string) => unknown)[] = [
      path => symlinkSync('/dev/zero', path),
      path => execFileSync('mkfifo', [path]),
      path => mkdirSync(path),
    ]
    for (const put of places) {
      const folder = own({ 'icebreakers/empty.yaml': '[]' })
      put(join(folder, name))
      expect(refusal(folder)).toMatch(
        new RegExp(
          `${name.split('/').at(-1)}: it is no file with text in it, but a folder, a device or a pipe`,
        ),
      )
    }
  })

  it('a link that leads nowhere, and a folder that is none', () => {
    const folder = newFolder()
    symlinkSync(join(folder, 'gone'), join(folder, 'icebreakers.yaml'))
    expect(refusal(folder)).toMatch(/icebreakers\.yaml: it leads to a file that is not there/)
    expect(refusal(join(own({ file: '' }), 'file'))).toMatch(/CONTENT_DIR: there is no folder .*file/)
    expect(refusal('/dev/zero')).toMatch(/CONTENT_DIR: there is no folder \/dev\/zero/)
  })

  it('while what people do write is read: aliases, deep text, long keys and long lines', () => {
    const text = `- &a { id: our-own, retired: true }\n- { <<: *a, id: other }`
    expect(refusal(own({ 'icebreakers.yaml': text }))).toMatch(/icebreakers\.yaml:\d/)
    const shared = Array.from({ length: 150 }, (_, at) => `- { id: own-${at}, retired: *yes }`).join('\n')
    expect(refusal(own({ 'icebreakers.yaml': `- { id: own, retired: &yes true }\n${shared}` }))).toBe(
      'accepted',
    )
    const prose = `# ${'word '.repeat(100)}\n[]\n${' '.repeat(200)}# far right`
    expect(refusal(own({ 'icebreakers.yaml': prose }))).toBe('accepted')
  })
})
