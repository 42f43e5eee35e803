import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createLanguage } from '../../src/app/language.ts'
import { packageRoot } from '../../src/config/paths.ts'
import { plainText } from '../../src/core/message.ts'
import type { Phrases } from '../../src/core/translation/phrases.ts'
import { createTranslator } from '../../src/core/translation/translator.ts'
import { cardOf, chatForm, considerations, reasonOf } from '../../src/features/icebreaker/schema.ts'
import { fileOf, openChat } from '../chat.ts'
import { builtInContent as content } from '../content.ts'

const spanish = content.translations.find(one => one.language === 'es') as Phrases
const { line } = createTranslator(spanish)

interface Listed {
  sentence: string
}

/** What the sources say, as `npm run phrases` lists it. */
async function sentences(): Promise<string[]> {
  const { sentencesInCode } = (await import(
    pathToFileURL(join(packageRoot(), 'scripts', 'sentences.mjs')).href
  )) as { sentencesInCode(root: string): Listed[] }
  return sentencesInCode(packageRoot()).map(({ sentence }) => sentence)
}

/** Whether it is said in Spanish, whatever is put into it. */
const isSaid = (sentence: string): boolean => {
  const filled = sentence.replace(/\{\w*(#?)\}/g, (_, number: string) => (number ? '7' : 'Zq'))
  return spanish.phrases.has(sentence) || line(sentence) !== sentence || line(filled) !== filled
}

describe('Spanish', () => {
  it('has every sentence that Hearth says, but for those named in untranslated.txt', async () => {
    const listed = new Set(
      readFileSync(new URL('untranslated.txt', import.meta.url), 'utf8')
        .split('\n')
        .filter(one => one !== '' && !one.startsWith('# ')),
    )
    const missing = (await sentences()).filter(one => !isSaid(one) && !listed.has(one))
    expect(
      missing,
      'Give each its Spanish in content/es/phrases.yaml: the English letter for letter as it is listed here, braces included. What is typed, or is never said by itself, goes into test/content/untranslated.txt',
    ).toEqual([])
  })

  it('is read as the English is, wherever it says what can be typed', () => {
    const { read } = createLanguage(content)
    const typed = (shown: string) =>
      shown
        .replaceAll('`', '')
        .replace('{number}', '3')
        .replace('{what}', 'call Ana')
        .replace('{name}', 'Tea')
    const behindPlan = {
      where: 'dm' as const,
      now: { today: '2026-11-30', monthFirst: true },
      last: { command: 'plan' },
      plans: [{ name: 'Picnic', steps: ['Book it', 'Print it', 'Hang it'] }],
    }
    const all = [...spanish.phrases].filter(([english]) => english.startsWith('`'))
    expect(all.length).toBeGreaterThan(30)
    for (const [english, said] of all) {
      const [there, here] = [english, String(said)].map(one => read(typed(one), behindPlan))
      expect(here, `${said}`).toMatchObject({ ask: false, ignored: [] })
      // What a command alone knows, such as “gathering dm Tea”, is no sentence.
      if (there?.command && !there.guess) expect(here?.command, `${english} → ${said}`).toBe(there.command)
    }
  })

  it('has every question, reason, tip and option of every walk-through, but for the figures', () => {
    const said = content.walkthroughs.flatMap(one => [
      one.title,
      one.summary,
      one.intro ?? '',
      one.closing,
      ...one.steps.flatMap(step => [step.question, step.why, step.note ?? '', ...step.nudges]),
    ])
    const missing = said.filter(
      one => one !== '' && !spanish.phrases.has(one.trim()) && !spanish.besideEnglish.has(one.trim()),
    )
    expect(
      missing,
      'Give them their Spanish in content/es/walkthroughs, in the file of the same name',
    ).toEqual([])
  })

  it('says all of a question that it has: nothing in its preview, in how to run it, or on its cards stays English', () => {
    const has = (words: string) => spanish.phrases.has(words.trim())
    const half = content.icebreakers
      .filter(one => has(one.text))
      .flatMap(one =>
        [
          ...[chatForm(one), one.board, one.pass_line, one.host_first, one.bridge, one.online_version],
          ...[one.presumption_fix, ...one.avoid_when, ...one.materials, ...Object.values(one.alternatives)],
          ...considerations.map(({ key }) => reasonOf(one.three_considerations[key])),
          ...(one.cards ?? []).map(card => cardOf(card).words),
        ]
          .filter(words => words && !has(words))
          .map(words => `${one.id}: ${words}`),
      )
    expect(half, 'Give each its Spanish in content/es/icebreakers').toEqual([])
  })

  it('has the summary of every reading', () => {
    expect(
      content.readings.filter(one => !spanish.phrases.has(one.summary.trim())).map(one => one.id),
      'Give them their Spanish in content/es/readings.yaml',
    ).toEqual([])
  })

  it('walks the audit from its first question to the printed page, dates and days in Spanish', async () => {
    const chat = await openChat()
    onTestFinished(() => chat.close())
    const say = (typed: string) => chat.type('ana', 'ana', typed)
    await chat.say('ana', 'ana', 'hearth settings language es')
    await chat.say('ana', 'ana', 'hearth settings zone America/Chicago')
    expect(await say('audit dm Otoño')).toMatch(
      /Note any promising programs[\s\S]*Traducción nuestra: Anote los programas/,
    )
    expect(await say('Una mesa para colorear')).toMatch(/Guardado como respuesta 1/)
    expect(await say('Adolescentes')).toMatch(/Guardado como respuesta 2/)
    expect(await say('resumen')).toMatch(/2 de 6 preguntas respondidas/)
    expect(await say('plan dm Café')).toMatch(/¿Para qué público es este plan\?/)
    await say('parar')
    expect(await say('plan remind monday 9:00')).toMatch(
      /Le recordaré.*cada lunes a las 9:00.*\(hora del centro\)/,
    )
    await chat.say('ana', 'ana', 'hearth walk export')
    expect(fileOf(chat, '.html')).toMatch(/<html lang="es"/)
  })

  it.each([
    ['every Monday at 1:00 p.m. (Central time)', 'cada lunes a la 1:00 p.m. (hora del centro)'],
    [
      'every other Friday at 9:00 a.m. (Central time)',
      'un viernes sí y otro no a las 9:00 a.m. (hora del centro)',
    ],
    [
      'every month on the first and third Monday at 9:00 a.m. (UTC)',
      'el primer y el tercer lunes de cada mes a las 9:00 a.m. (UTC)',
    ],
    [
      'every month on the 1st and the 15th at 9:00 a.m. (UTC)',
      'el día 1 y el día 15 de cada mes a las 9:00 a.m. (UTC)',
    ],
    [
      'every Monday at 9:00 a.m. (UTC) until Mon, Jan 4, 2027',
      'cada lunes a las 9:00 a.m. (UTC), hasta el lun, 4 de ene de 2027',
    ],
    ['every Sunday except Sun, Dec 27, 2026', 'cada domingo, menos dom, 27 de dic de 2026'],
    ['the first Friday of May, every year', 'el primer viernes de mayo, todos los años'],
    ['the day after Thanksgiving, every year', 'el día después de Acción de Gracias, todos los años'],
    ['Reading · read', 'Lectura · leída'],
    ['slides', 'diapositivas'],
    ['Post in a channel…', 'Publicar en un canal…'],
    ['course, about four hours, in six modules', 'curso, unas cuatro horas, en seis partes'],
    ['0 of 1 step done', '0 de 1 paso hecho'],
    ['Line 3: there is a formula in it. I took what it shows, as text.', /tiene una fórmula\. Tomé/],
    [
      'Line 3: it is saved as Windows-1252, and I read it so. Look whether each letter is right.',
      /así la leí/,
    ],
  ])('says %s', (english, said) => {
    expect(line(english)).toEqual(typeof said === 'string' ? said : expect.stringMatching(said))
  })

  it('says what was chosen in Spanish wherever it is quoted, on cards and on paper', async () => {
    const chat = await openChat()
    onTestFinished(() => chat.close())
    await chat.say('ana', 'ana', 'hearth settings language es')
    await chat.say('ana', 'ana', 'case dm Presupuesto')
    await chat.say('ana', 'ana', '1')
    await chat.say('ana', 'ana', 'hearth walk export')
    const page = fileOf(chat, '.html')
    expect(page).toMatch(/<blockquote><p>Funcionarios de la ciudad o del condado<\/p>/)
    expect(page).toMatch(/\(palabras de Hearth\)/)
    expect(page).not.toMatch(/City or county officials|Hearth’s words/)
  })

  it('says days in the language of the sentence that they stand in: a channel that reads English reads no Spanish day', async () => {
    const chat = await openChat()
    onTestFinished(() => chat.close())
    await chat.say('ana', 'ana', 'hearth settings language es')
    await chat.say('ana', '#staff', 'icebreaker every monday 9:00 staff')
    const told = chat.shown.findLast(one => one.to === 'test:#staff')?.message ?? []
    expect(plainText(told)).toMatch(/The first one: [A-Z][a-z]{2}, [A-Z][a-z]{2} \d/)
    expect(await chat.say('ana', 'ana', 'my reminders')).toMatch(
      /Rompehielos en #staff, cada lunes a las 9:00 a\.m\. .*El próximo, el lun, \d/,
    )
    expect(await chat.say('ana', 'ana', 'icebreaker how picture-of-a-good-talk')).toMatch(
      /Formas de responder: señalar o levantar una tarjeta, decirlo, mostrarlo con un gesto/,
    )
  })

  it('reads a form back that was filled in in Spanish: what stands on it already is no change', async () => {
    const chat = await openChat()
    onTestFinished(() => chat.close())
    await chat.say('ana', 'ana', 'hearth settings language es')
    await chat.say('ana', 'ana', 'gathering dm Café de otoño')
    await chat.say('ana', 'ana', 'Que se conozcan los vecinos')
    await chat.say('ana', 'ana', 'hearth walk export md')
    const form = fileOf(chat, '.md')
    expect(await chat.type('ana', 'ana', `hearth import ${form}`)).toMatch(/No hay nada nuevo que guardar/)
    const changed = form.replace('Que se conozcan los vecinos', 'Que se ayuden')
    expect(await chat.type('ana', 'ana', `hearth import ${changed}`)).toMatch(
      /Va a “Café de otoño”, que usted ya tiene: 1 por reemplazar/,
    )
  })

  it.each([
    ['mis notas', /Todavía no tiene notas/],
    ['qué guardas sobre mí', /Lo que guardo sobre usted[\s\S]*: 1 \(solo lo ve usted\)\./],
    ['mis ajustes', /Su configuración/],
    ['lecturas sobre soledad', /Lecturas: /],
    ['rompehielos para adolescentes de 5 minutos', /adolescentes/],
    ['siguiente lectura', /por leer/],
    ['lecturas sobre políticas públicas', /Lecturas: políticas públicas/],
    ['lecturas sobre salud', /informe, 82 páginas/],
    ['mis planes', /Plan de acción/],
    ['mis recordatorios', /Ahora no tiene recordatorios/],
  ])('is read, and answered in: %s', async (typed, answer) => {
    const chat = await openChat()
    onTestFinished(() => chat.close())
    await chat.say('ana', 'ana', 'hearth settings language es')
    expect(await chat.type('ana', 'ana', typed)).toMatch(answer)
  })
})
