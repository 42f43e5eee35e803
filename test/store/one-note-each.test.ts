import { cp, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { packageRoot } from '../../src/config/paths.ts'
import { disk } from '../../src/store/disk/files.ts'
import { oneNoteEach } from '../../src/store/disk/one-note-each.ts'
import { readWorkspace } from '../../src/store/disk/reading.ts'
import { openChat } from '../chat.ts'

const era = join(packageRoot(), 'test/fixtures/stored/2026-11-29-one-note-list')

it('The step to format 3 makes a document of each note, in their order, and leaves all else as it is', async () => {
  const { docs: before } = await readWorkspace(disk, join(era, 'ws-console-here'), 99)
  const after = oneNoteEach(before)
  const { note: old, ...others } = before
  const { note: now, ...left } = after
  expect(left).toEqual(others)
  expect(Object.entries(now ?? {}).map(([id, one]) => [id, (one as { text: string }).text])).toEqual([
    ['ana/1', 'ask the tutors first'],
    ['ana/2', 'bring the name tags, and the kettle'],
    ['ben/1', 'a note of ben’s own'],
  ])
  for (const [person, { all }] of Object.entries(old as Record<string, { all: object[] }>))
    expect(Object.values(now ?? {}).filter(one => (one as { by: string }).by === person)).toEqual(
      all.map(one => ({ by: person, ...one })),
    )
  expect(oneNoteEach({ run: {} })).toEqual({ run: {} })
})

it('What was noted before is listed, added to, taken out, and given home afterward', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hearth-notes-'))
  await cp(join(era, 'ws-console-here'), join(folder, 'ws-console-here'), { recursive: true })
  const chat = await openChat({ folder })
  chat.workspace = 'console-here'
  // In her own chat a walk-through waits, which it would go with.
  await chat.say('ana', '#staff', 'note a third one')
  expect(await chat.say('ana', 'ana', 'notes')).toMatch(
    /1\. ask the tutors first\n2\. bring the name tags, and the kettle\n3\. a third one/,
  )
  expect(await chat.say('ana', 'ana', 'note remove 2')).toMatch(/Taken out .*\n.*name tags/)
  expect(await chat.say('ben', 'ben', 'notes')).toMatch(/1\. a note of ben’s own/)
  expect(await chat.say('ana', 'ana', 'note')).toMatch(/1\. ask the tutors first\n2\. a third one/)
  await chat.say('ana', 'ana', 'hearth export')
  const files = chat.shown.flatMap(one => one.message).filter(one => one.type === 'file')
  const guide = files.find(one => one.name === 'libraries-as-social-connectors.md')?.text
  expect(guide).toContain('a third one')
  expect(guide).not.toContain('name tags')
  expect(guide).not.toContain('of ben’s own')
  await chat.close()
})
