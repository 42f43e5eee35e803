import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { packageRoot } from '../../src/config/paths.ts'
import { loadContent } from '../../src/content/load.ts'
import { OperatorError } from '../../src/core/operator-error.ts'

const builtIn = join(packageRoot(), 'content')

/** A library's own content folder with these files. */
function own(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'hearth-content-'))
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  return folder
}

/** What is told of a folder that is not used as a whole. */
const refusal = (folder: string): string => {
  try {
    const { faults } = loadContent(builtIn, folder)
    if (faults.length > 0) return faults.join('\n')
  } catch (error) {
    if (error instanceof OperatorError) return error.message
    throw error
  }
  return 'accepted'
}

/** A whole icebreaker, as a library would write it. */
const icebreaker = (id: string, text: string) => `- id: ${id}
  text: ${text}
  purpose: warm-up
  audience: [staff]
  age_min: 16
  setting: [staff-meeting]
  group_size: { min: 2, unit: pairs }
  depth: 1
  minutes: { min: 2, max: 4 }
  format: [question]
  answer_modes: [spoken, written]
  language_level: A
  online_version: Same.
  pass_line: You can pass.
  host_first: The new cart.
  bridge: It all helps.
  three_considerations: { inclusive: 'ok: yes', age_appropriate: 'ok: yes', presumes: nothing }
`

describe('a library’s own content', () => {
  const [first] = loadContent(builtIn).icebreakers
  if (!first) throw new Error('there are no icebreakers')

  it('may be spelled as the scheme was before it became American', () => {
    const written = icebreaker('our-own', 'What squeaks?')
      .replace('purpose: warm-up', 'purpose: energise')
      .replace(
        'language_level',
        'presumptions: { neighbourhood: mild }\n  presumption_fix: Or where you work.\n  language_level',
      )
    const { icebreakers, readings, presumptions } = loadContent(
      builtIn,
      own({
        'icebreakers.yaml': written,
        'presumptions.yaml':
          '- { id: neighbourhood, says: that people live on a street, words: [neighbourhood] }\n',
        'readings.yaml': `- id: ours
  section: front-matter
  title: The neighbourhood organisation
  organisation: A library
  kind: article
  tags: [programme-model]
  summary: Of our own.
  link: { url: 'https://example.org/' }
`,
      }),
    )
    const one = icebreakers.find(({ id }) => id === 'our-own')
    expect([one?.purpose, one?.presumptions]).toEqual(['energize', { neighborhood: 'mild' }])
    expect(readings.find(({ id }) => id === 'ours')).toMatchObject({
      title: 'The neighbourhood organisation',
      organization: 'A library',
      tags: ['program-model'],
    })
    expect(presumptions.find(({ id }) => id === 'neighborhood')?.words).toEqual(['neighbourhood'])
  })

  it('adds to ours', () => {
    const { icebreakers } = loadContent(
      builtIn,
      own({ 'icebreakers.yaml': icebreaker('our-own', 'What squeaks?') }),
    )
    expect(icebreakers.length).toBe(loadContent(builtIn).icebreakers.length + 1)
    expect(icebreakers.find(one => one.id === 'our-own')?.text).toBe('What squeaks?')
  })

  it('replaces ours by id, and retires ours by id', () => {
    const replaced = loadContent(
      builtIn,
      own({ 'icebreakers/ours.yaml': icebreaker(first.id, 'What squeaks?') }),
    )
    expect(replaced.icebreakers.find(one => one.id === first.id)?.text).toBe('What squeaks?')
    const retired = loadContent(builtIn, own({ 'icebreakers.yaml': `- { id: ${first.id}, retired: true }` }))
    expect(retired.icebreakers.some(one => one.id === first.id)).toBe(false)
  })

  it('is told with file, line and field, all faults at once', () => {
    const folder = own({
      'icebreakers.yaml':
        icebreaker('one', 'A question?').replace('depth: 1', 'depth: 9') +
        icebreaker('two', 'Another?').replace('audience: [staff]', 'audience: [martians]'),
      'readings.yaml': '- { id: sg-advisory, retired: maybe }',
    })
    const said = refusal(folder)
    expect(said).toMatch(/icebreakers\.yaml:8: “one”, depth: at most 3/)
    expect(said).toMatch(/icebreakers\.yaml:21: “two”, audience, number 1: “martians” is none of these/)
    expect(said).toMatch(/readings\.yaml:1: “sg-advisory”, retired: /)
  })

  it('is told where the YAML itself is broken, with its line', () => {
    expect(refusal(own({ 'icebreakers.yaml': '- id: x\n  text: "open' }))).toMatch(/icebreakers\.yaml:2: /)
  })

  it('is told where it is not a list, or an id stands twice', () => {
    expect(refusal(own({ 'icebreakers.yaml': 'hello' }))).toMatch(/icebreakers\.yaml:1: the whole file: /)
    expect(refusal(own({ 'icebreakers.yaml': icebreaker('twin', 'A?') + icebreaker('twin', 'B?') }))).toMatch(
      /“twin” stands twice/,
    )
  })

  it('is read as people’s programs save it: with a mark at the beginning, as Windows-1252, with the ending in capitals', () => {
    const folder = own({
      'icebreakers/one.YAML': `\uFEFF${icebreaker('with-mark', 'What squeaks?')}`,
      'icebreakers/two.yml': '',
    })
    const latin = Buffer.from(icebreaker('latin', 'What would you name a café?'), 'latin1')
    writeFileSync(join(folder, 'icebreakers', 'two.yml'), latin)
    const { icebreakers, leftOut } = loadContent(builtIn, folder)
    expect(icebreakers.find(one => one.id === 'with-mark')?.text).toBe('What squeaks?')
    expect(icebreakers.find(one => one.id === 'latin')?.text).toBe('What would you name a café?')
    expect(leftOut).toEqual([
      expect.stringMatching(/two\.yml: it is saved as Windows-1252.*Save it as UTF-8/),
    ])
    writeFileSync(
      join(folder, 'icebreakers', 'two.yml'),
      Buffer.from(icebreaker('latin', 'What\x92s a caf\xe9 for?'), 'latin1'),
    )
    expect(loadContent(builtIn, folder).icebreakers.find(one => one.id === 'latin')?.text).toBe(
      'What’s a café for?',
    )
    writeFileSync(join(folder, 'icebreakers', 'two.yml'), `\uFEFF${latin}`, 'utf16le')
    expect(refusal(folder)).toMatch(/two\.yml: ?it is saved as UTF-16.*UTF-8/)
  })

  it('tells of what only looks like content, and passes it over', () => {
    const text = icebreaker('our-own', 'What squeaks?')
    const folder = own({
      'icebreakers/ours.yaml': text,
      'icebreakers/._ours.yaml': 'garbage: [',
      'icebreakers/ours (1).yaml': text,
      'icebreakers/ours - Copy.yaml': text,
      'icebreakers/ours (conflicted copy 2026-11-01).yaml': text,
      'icebreakers/more.yaml.txt': text,
      'icebreaker.yaml': text,
      'notes.txt': 'hello',
    })
    const { leftOut } = loadContent(builtIn, folder)
    for (const name of [
      '._ours.yaml',
      'ours (1).yaml',
      'ours - Copy.yaml',
      'ours (conflicted copy 2026-11-01).yaml',
    ])
      expect(leftOut.filter(one => one.includes(`${name}: I do not read it`))).toHaveLength(1)
    expect(leftOut.join('\n')).toMatch(/more\.yaml\.txt: .*Rename it to more\.yaml/)
    expect(leftOut.join('\n')).toMatch(
      /icebreaker\.yaml: I don’t know what it holds\. Name it .*icebreakers\.yaml/,
    )
    expect(leftOut).toHaveLength(6)
  })

  it('warns of a text that ends at “ #”, and leaves notes behind other fields alone', () => {
    const folder = own({
      'icebreakers.yaml': icebreaker('numbered', 'What is your # one tip?').replace(
        'depth: 1',
        'depth: 1 # easy',
      ),
    })
    const { leftOut } = loadContent(builtIn, folder)
    expect(leftOut).toEqual([
      expect.stringMatching(/icebreakers\.yaml:2: the text ends at “… What is your”.*quotation marks/),
    ])
  })

  it('is told in words that name the line and how it should be written, never in YAML’s own', () => {
    const said = refusal(own({ 'icebreakers.yaml': '- { id: tiny-or-huge, retired: yes }' }))
    expect(said).toMatch(/write {4}- \{ id: tiny-or-huge, retired: true \}/)
    const colon = refusal(own({ 'readings.yaml': '- id: x\n  title: Tea: a history\n' }))
    expect(colon).toMatch(/readings\.yaml:2: .*quotation marks[\s\S]*write {4}title: "Tea: a history"/)
    expect(colon).not.toMatch(/mapping|scalar|implicit/i)
    expect(refusal(own({ 'readings.yaml': '- id: x\n\ttitle: Tea\n' }))).toMatch(
      /tab stands at the beginning[\s\S]*it says {2}⇥title: Tea\n {4}write {4}title: Tea/,
    )
  })

  it('is used but for what is wrong in it: the entry beside, the file beside, and ours in place of what is left out', () => {
    const folder = own({
      'icebreakers.yaml':
        icebreaker('broken', 'A question?').replace('depth: 1', 'depth: 9') +
        icebreaker('sound', 'Another?') +
        icebreaker(first.id, 'Why: tea?') +
        icebreaker('behind', 'A third?'),
      'readings.yaml': 'hello',
      'closed.ics': 'no calendar',
      'language.yaml': '- { id: ours, kind: request, means: plan, says: [give me a plan now] }\n',
    })
    const all = loadContent(builtIn, folder)
    expect(all.faults).toEqual([
      expect.stringMatching(/icebreakers\.yaml:8: “broken”, depth: at most 3/),
      expect.stringMatching(
        /icebreakers\.yaml:36: a text with a sign in it[\s\S]*write {4}text: "Why: tea\?"/,
      ),
      expect.stringMatching(/readings\.yaml:1: the whole file: a list of entries belongs here/),
      expect.stringMatching(/closed\.ics: it is no calendar/),
    ])
    const ids = all.icebreakers.map(one => one.id)
    expect(ids).toEqual(expect.arrayContaining(['sound', 'behind', first.id]))
    expect(ids).not.toContain('broken')
    expect(all.icebreakers.find(one => one.id === first.id)?.text).toBe(first.text)
    expect(all.readings).toEqual(loadContent(builtIn).readings)
    expect(all.language.map(one => one.id)).toContain('ours')
  })

  it('names an id of ours in another case, a mistyped field, and braces that do not match, with the mended line', () => {
    const said = refusal(
      own({
        'icebreakers.yaml': `- { id: Lone-Puzzle-Piece, retired: true }\n${icebreaker('x', 'Tea?').replace('bridge:', 'bridg:')}`,
        'language.yaml':
          '- id: ours\n  kind: request\n  means: plan\n  says:\n    - "call it {name"\n    - do a (poll|vote\n',
      }),
    )
    expect(said).toMatch(
      /yaml:1: “Lone-Puzzle-Piece”, id: use lower case[\s\S]*write {4}- \{ id: lone-puzzle-piece, retired: true \}/,
    )
    expect(said).toMatch(/“x”, bridg: there is no field of this name[\s\S]*write {4}bridge: It all helps/)
    expect(said).toMatch(
      /language\.yaml:5: “ours”, says, number 1: “call it \{name”: “\{” stands alone\. A catch is written/,
    )
    expect(said).toMatch(/language\.yaml:6: .*a bracket is not closed/)
    expect(said).not.toMatch(/Invalid|expected|undefined/)
  })

  it('keeps our walk-through where its own cannot be started, and our guide where ours do not fit into its own', () => {
    const read = (name: string) => readFileSync(join(builtIn, name), 'utf8')
    const folder = own({
      'walkthroughs/gathering.yaml': read('walkthroughs/gathering.yaml').replace(
        /^command: .*$/m,
        'command: audit',
      ),
      'walkthroughs/ours.yaml': read('walkthroughs/gathering.yaml').replace(/^id: .*$/m, 'id: ours'),
      'guide.yaml': read('guide.yaml').replace('id: action-planning', 'id: acting'),
    })
    const ours = loadContent(builtIn)
    const { walkthroughs, guide, faults } = loadContent(builtIn, folder)
    expect(walkthroughs).toEqual(ours.walkthroughs)
    expect(guide).toEqual(ours.guide)
    expect(faults.join('\n')).toMatch(
      /walkthroughs\/gathering\.yaml:4: “gathering”, command: “audit” is another/,
    )
    expect(faults.join('\n')).toMatch(/walkthroughs\/ours\.yaml:4: “ours”, command: “gathering” is another/)
    expect(faults.join('\n')).toMatch(/guide\.yaml: this guide does not fit: “plan”, section/)
  })

  it('is refused when the folder is not there', () => {
    expect(refusal(join(tmpdir(), 'no-such-folder'))).toMatch(/CONTENT_DIR: there is no folder/)
  })

  it('may be empty', () => {
    expect(refusal(own({ 'icebreakers.yaml': '' }))).toMatch(/whole file|accepted/)
    expect(refusal(own({}))).toBe('accepted')
  })

  it('holds the rules no single field can hold', () => {
    const demanding = icebreaker('x', 'A question?').replace(
      '  language_level',
      '  demands: [walking]\n  language_level',
    )
    expect(refusal(own({ 'icebreakers.yaml': demanding }))).toMatch(
      /“x”, alternatives: each demand needs an alternative/,
    )
    expect(readFileSync(join(builtIn, 'presumptions.yaml'), 'utf8')).toContain('repair')
  })
})
