import { describe, expect, it } from 'vitest'
import { text } from '../../../src/core/message.ts'
import type { Phrases } from '../../../src/core/translation/phrases.ts'
import { createTranslator } from '../../../src/core/translation/translator.ts'
import { builtInContent as content } from '../../content.ts'
import { openTalk } from './talk.ts'

const spanish = createTranslator(content.translations.find(one => one.language === 'es') as Phrases)
/** Ana reads Spanish, and Ben English. */
const speaking = {
  toReader: async (_: string, { id }: { id?: string }) => (id === 'ana' ? spanish : undefined),
}

describe('the terminal’s own words', () => {
  it('are in the language of whoever is at the keyboard', async () => {
    const talk = await openTalk({}, { speaking })
    const printed = await talk.play('/fix', '/up', '/as ben', '/up')
    expect(printed).toContain('· “ayuda” muestra lo que puedo hacer. También: /as, /in, /who y /quit.')
    expect(printed).toContain('· Aquí no ha dicho nada que se pueda cambiar.')
    expect(printed).toContain('· No está en ningún hilo.')
    expect(printed).toContain('· You are in no thread.')
  })

  it('say what else there is, and “más” shows it', async () => {
    const long = { todo: [text(Array.from({ length: 30 }, (_, at) => `Renglón ${at}.\n`).join(''))] }
    const talk = await openTalk(long, { speaking })
    const printed = await talk.play('todo', 'más')
    expect(printed).toMatch(/más: \d+ líneas más/)
    expect(printed).toContain('Renglón 20.')
    expect(talk.received.map(one => one.text)).toEqual(['todo'])
  })
})
