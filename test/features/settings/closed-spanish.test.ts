import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openChat } from '../../chat.ts'

let chat: Awaited<ReturnType<typeof openChat>>
beforeEach(async () => {
  chat = await openChat({ admins: ['lucia'] })
})
afterEach(() => chat.close())

describe('closed days, said in Spanish', () => {
  it.each([
    ['in November', 0, '2026', '2027'],
    ['in January', 45, '2027', '2028'],
  ])('close all of the days from the first to the last: %s', async (_, later, from, to) => {
    chat.at += later * 86_400_000
    const said = await chat.type('lucia', 'lucia', 'cerramos del 24 de diciembre al 1 de enero')
    expect(said).not.toMatch(/Dejé fuera/)
    const listed = await chat.type('lucia', 'lucia', 'hearth closed')
    expect(listed).toMatch(new RegExp(`24 de dic de ${from}.* 1 de ene de ${to}`))
  })

  it.each([
    'estaremos cerrados del 24 al 26 de diciembre',
    'la biblioteca cierra desde el 24 de diciembre hasta el 26 de diciembre',
  ])('as well: %s', async line => {
    await chat.type('lucia', 'lucia', line)
    expect(await chat.type('lucia', 'lucia', 'hearth closed')).toMatch(
      /24 de dic de 2026.* 26 de dic de 2026/,
    )
  })
})

describe('a reminder, asked for in Spanish', () => {
  it.each([
    'quiero un recordatorio cada lunes a las 9 para llamar a la escuela',
    'recuérdame cada lunes a las 9 llamar a la escuela',
  ])('comes with what is to be done: %s', async line => {
    expect(await chat.type('lucia', 'lucia', line)).toMatch(/llamar a la escuela/)
    expect(await chat.type('lucia', 'lucia', 'mis recordatorios')).toMatch(
      /llamar a la escuela.*cada lunes|llamar a la escuela/,
    )
  })
  it('is asked about where it says no day, and not kept for an answer', async () => {
    expect(
      await chat.type('lucia', 'lucia', 'quiero un recordatorio cada semana para la reunión del personal'),
    ).toMatch(/Cuándo quiere que le recuerde.*la reunión del personal/)
  })
})
