import { load } from 'cheerio'
import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, it, onTestFinished } from 'vitest'
import { render } from '../../../adapters/web/render/render.ts'
import type { Call } from '../../../src/core/command.ts'
import { bold, fileBytes, type Message, oneFold, row, text } from '../../../src/core/message.ts'
import { createTranslator } from '../../../src/core/translation/translator.ts'
import { previewCard } from '../../../src/features/icebreaker/cards.ts'
import { openChat } from '../../chat.ts'
import { builtInContent } from '../../content.ts'

const spanish = builtInContent.translations.find(one => one.language === 'es')
if (!spanish) throw new Error('there is no Spanish')
const translator = createTranslator(spanish)
const why = 'What is your ‘why’?'
const invitation = 'Does the invitation match people to purpose?'

/** Files of a gathering that somebody exports who reads Spanish. */
async function exported() {
  const chat = await openChat()
  try {
    await chat.say('ana', 'ana', 'hearth settings language es')
    await chat.say('ana', 'ana', 'gathering dm Té')
    await chat.type('ana', 'ana', 'Para que se conozcan')
    await chat.say('ana', 'ana', 'hearth export')
    const files = chat.shown.flatMap(one =>
      one.message.flatMap(block => (block.type === 'file' ? [block] : [])),
    )
    const named = (ending: string) => {
      const found = files.findLast(one => one.name.endsWith(ending))
      if (!found) throw new Error(`no file ${ending}`)
      return new Uint8Array(fileBytes(found))
    }
    return { page: load(strFromU8(named('.html'))), word: unzipSync(named('.docx'))['word/document.xml'] }
  } finally {
    await chat.close()
  }
}

describe('a question of the guide’s that stands in English among Spanish', () => {
  it('says on the page to print that it is English, in its heading and in the table of the checklist', async () => {
    const { page } = await exported()
    expect(page('html').attr('lang')).toBe('es')
    const english = page('[lang=en]')
      .map((_, one) => page(one).text())
      .get()
    expect(english).toContain(`1. ${why}`)
    expect(english).toContain(invitation)
    expect(page('td [lang=en]').length).toBe(11)
    expect(english.join(' ')).not.toMatch(/Traducción nuestra|palabras de la guía|Para que se conozcan/)
  })

  it('is read as English by Word’s spelling checker', async () => {
    const { word } = await exported()
    const runs = strFromU8(word ?? new Uint8Array()).match(/<w:r>.*?<\/w:r>/gs) ?? []
    const english = runs.filter(one => one.includes('<w:lang w:val="en"/>')).join('')
    expect(english).toContain(why)
    expect(english).toContain(invitation)
    expect(english).not.toMatch(/Traducción nuestra|Para que se conozcan/)
  })

  it('says so on the page in the browser, alone, in a line with ours, in bold, and folded away', () => {
    const message: Message = [
      text('Next: ', bold(invitation)),
      row(why, ''),
      ...oneFold(['Answers so far', [text(bold(why)), text('Nobody ever said this in Spanish')]]),
    ]
    const html = load(
      render(translator.message(message), {
        base: '',
        id: 'x',
        reader: { language: 'es', say: translator.line },
      } as never).text,
    )
    const english = html('[lang=en]')
      .map((_, one) => html(one).text())
      .get()
    expect(english).toEqual([invitation, why, why, 'Nobody ever said this in Spanish'])
  })
})

describe('what is said of an icebreaker to somebody who reads Spanish', () => {
  const drawn = (message: Message) =>
    load(
      render(message, { base: '', id: 'x', reader: { language: 'es', say: translator.line } } as never).text,
    )
  const english = builtInContent.icebreakers.find(one => !translator.has(one.text))
  if (!english) throw new Error('there is no such question')

  it('is Spanish where its question is: the three considerations, how to pass, and when to choose another', () => {
    const place = { personal: true } as Call['place']
    const translated = builtInContent.icebreakers.filter(one => translator.has(one.text))
    expect(translated.length).toBeGreaterThanOrEqual(250)
    for (const one of translated) {
      const preview = previewCard(one, { used: 1, fitting: 2, without: [], waiting: 1 }, 'teens', place)
      expect([one.id, drawn(translator.message(preview))('[lang=en]').text()]).toEqual([one.id, ''])
    }
  })

  it('says that it is English where nobody translated it', async () => {
    const chat = await openChat()
    onTestFinished(() => chat.close())
    await chat.say('ana', 'ana', 'hearth settings language es')
    await chat.say('ana', 'ana', `icebreaker how ${english.id}`)
    const page = drawn(chat.shown.at(-1)?.message ?? [])
    expect(page('[lang=en]').text()).toContain(english.host_first)
    expect(page('[lang=en]').text()).not.toContain('traducido')
    expect(page.text()).toContain('Lo que está en inglés aquí aún no está traducido.')
  })
})
