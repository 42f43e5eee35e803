import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { saveFile } from '../../../adapters/console/files.ts'
import { binaryFile, file } from '../../../src/core/message.ts'
import { openTalk } from './talk.ts'

describe('a file that Hearth sends', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hearth-files-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  it('is shown between rules, and kept nowhere unless that is asked for', async () => {
    const talk = await openTalk({ export: [file('plan.md', '# Plan\nBring tea.\n')] })
    const printed = await talk.play('export')
    expect(printed).toMatch(/── plan\.md ─+\n {2}# Plan\n {2}Bring tea\.\n {2}─+\n/)
    expect(printed).not.toContain('Saved')
  })

  it('is kept where it was asked for, for its owner’s eyes, and that is said', async () => {
    const talk = await openTalk(
      { export: [file('plan.md', 'Bring tea.\n')] },
      { filesDir: folder, width: 500 },
    )
    const printed = await talk.play('export')
    expect(printed).toContain(`Saved as ${join(folder, 'plan.md')}`)
    expect(printed, 'it is read elsewhere').not.toContain('Bring tea.')
    expect(await readFile(join(folder, 'plan.md'), 'utf8')).toBe('Bring tea.\n')
    expect((await stat(join(folder, 'plan.md'))).mode & 0o077).toBe(0)
  })

  it('that is no text is kept byte for byte', async () => {
    const bytes = Uint8Array.from([0x50, 0x4b, 3, 4, 0, 255, 254])
    const talk = await openTalk({ export: [binaryFile('plan.docx', bytes)] }, { filesDir: folder })
    await talk.play('export')
    expect([...(await readFile(join(folder, 'plan.docx')))]).toEqual([...bytes])
  })

  it('never takes the place of another file, and is kept once however often it is sent', async () => {
    await writeFile(join(folder, 'plan.md'), 'older')
    for (let time = 0; time < 3; time += 1)
      expect(await saveFile(folder, 'plan.md', 'newer')).toBe(join(folder, 'plan-2.md'))
    expect(await readFile(join(folder, 'plan.md'), 'utf8')).toBe('older')
  })

  it.each([
    '../../escape.md',
    '/etc/passwd',
    '..',
    '',
    '.hidden',
    'a\0b',
    'C:\\x',
    '.'.repeat(9),
    'x'.repeat(999),
  ])('named %j stays in its folder', async name => {
    const path = await saveFile(folder, name, 'text')
    expect(await readdir(folder)).toEqual([path.slice(folder.length + 1)])
  })

  it('that cannot be kept is still shown, with the reason', async () => {
    await writeFile(join(folder, 'in-the-way'), '')
    const filesDir = join(folder, 'in-the-way')
    const talk = await openTalk({ export: [file('plan.md', 'Bring tea.')] }, { filesDir, width: 500 })
    const printed = await talk.play('export')
    expect(printed).toContain('Bring tea.')
    expect(printed).toContain('The file could not be saved, so copy it from here')
  })
})

describe('a file that is sent to Hearth', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hearth-files-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  it('is read where its path is typed behind import', async () => {
    const path = join(folder, 'spring tea.md')
    await writeFile(path, '# Tea')
    const talk = await openTalk()
    await talk.play(`import ${path}`, `/import '${path}'`, `import ${path.replaceAll(' ', '\\ ')}`)
    for (const one of talk.received) {
      expect(one).toMatchObject({ kind: 'command', text: 'import', file: { name: 'spring tea.md' } })
      expect(Buffer.from(one.file?.bytes ?? []).toString()).toBe('# Tea')
    }
    expect(talk.received.length).toBe(3)
  })

  it('is a line like any other where there is none, or it is a folder', async () => {
    const talk = await openTalk()
    await talk.play('import tea from China', `import ${folder}`)
    expect(talk.received.map(one => [one.text, one.file])).toEqual([
      ['import tea from China', undefined],
      [`import ${folder}`, undefined],
    ])
  })

  it('is read no further than Hearth would read it', async () => {
    const path = join(folder, 'large.docx')
    await writeFile(path, Buffer.alloc(20 * 1024 * 1024))
    const talk = await openTalk()
    await talk.play(`import ${path}`)
    expect(talk.received[0]?.file?.bytes.length).toBe(5 * 1024 * 1024 + 1)
  })
})
