import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { packageRoot } from '../../src/config/paths.ts'
import { loadContent } from '../../src/content/load.ts'
import { createTranslator } from '../../src/core/translation/translator.ts'
import { openChat } from '../chat.ts'
import { builtInContent as content } from '../content.ts'

const builtIn = join(packageRoot(), 'content')

/** A folder of a library's own. */
function ownFolder(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'hearth-own-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  return folder
}

describe('content in another language', () => {
  const own = (files: Readonly<Record<string, string>>) => loadContent(builtIn, ownFolder(files))

  it('is told where nothing in English has its id, and the rest is used', () => {
    const { faults, translations } = own({
      'es/icebreakers.yaml': [
        '- { id: staff-tiny-wim, text: "¿Qué?" }',
        '- { id: staff-tiny-win, text: "¿Qué salió bien?" }',
      ].join('\n'),
    })
    expect(faults.join()).toMatch(
      /there is no “staff-tiny-wim” to translate\. Did you mean “staff-tiny-win”\?/,
    )
    expect(translations[0]?.phrases.get('What tiny win did you have this week?')).toBe('¿Qué salió bien?')
  })

  it('has the braces of the English sentence, or is told by file and line', () => {
    const { faults, translations } = own({
      'es/phrases.yaml': '"Posted in {where}: ": "Publicado en {donde}: "\n',
    })
    expect(faults.join()).toMatch(
      /phrases\.yaml:1: [\s\S]*the braces are not those[\s\S]*\{where\}[\s\S]*\{donde\}/,
    )
    expect(translations[0]?.phrases.size).toBe(content.translations[0]?.phrases.size)
  })

  it('of ours says nothing of a question that a library put in its place', () => {
    const { icebreakers, faults, translations } = own({
      'icebreakers.yaml': JSON.stringify([
        {
          ...content.icebreakers.find(one => one.id === 'staff-tiny-win'),
          text: 'What went well?',
          chat: 'What went well?',
        },
      ]),
    })
    expect(faults).toEqual([])
    expect(icebreakers.find(one => one.id === 'staff-tiny-win')?.text).toBe('What went well?')
    expect(translations[0]?.phrases.has('What went well?')).toBe(false)
  })

  it('of a walk-through has its steps, its options and as many nudges', () => {
    const { faults } = own({
      'es/walkthroughs/gathering.yaml':
        '{ id: gathering, steps: [{ id: why, nudges: ["una"] }, { id: warum, question: "¿?" }] }\n',
    })
    expect(faults.join()).toMatch(/step “why” has 2 nudges in English, and 1 here/)
    expect(faults.join()).toMatch(/it has no step “warum”/)
  })
})

describe('a third language', () => {
  it('is a folder and no code', async () => {
    const folder = ownFolder({
      'fr/icebreakers.yaml': '- { id: staff-tiny-win, text: "Quelle petite victoire cette semaine ?" }\n',
      'fr/phrases.yaml': '"Saved.": "C’est noté."\n',
    })
    const chat = await openChat({ content: loadContent(builtIn, folder) })
    onTestFinished(() => chat.close())
    expect(await chat.say('ana', 'ana', 'hearth settings language français')).toMatch(/^C’est noté\./)
    expect(await chat.say('ana', 'ana', 'icebreaker post staff-tiny-win')).toMatch(/Quelle petite victoire/)
    expect(await chat.say('ana', 'ana', 'settings')).toMatch(/lun\. 23 nov\., 08:00/)
  })
})

describe('what people wrote', () => {
  it('stays as it is, also where it is a word of ours', () => {
    const { message } = createTranslator({
      language: 'es',
      phrases: new Map([
        ['Skip', 'Saltar'],
        ['Yes', 'Sí'],
      ]),
      besideEnglish: new Map(),
    })
    const [quoted, items] = message([
      { type: 'text', text: ['Yes'], quote: true },
      { type: 'list', items: ['Skip'] },
      { type: 'buttons', buttons: [{ label: 'Skip', command: 'skip' }] },
    ])
    expect(quoted).toEqual({ type: 'text', text: ['Yes'], quote: true })
    expect(items).toEqual({ type: 'list', items: ['Skip'] })
  })
})
