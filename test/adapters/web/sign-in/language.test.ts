import { load } from 'cheerio'
import { describe, expect, it } from 'vitest'
import { localesIn } from '../../../../adapters/web/render/reader.ts'
import { day, openHouse } from './house.ts'

const spanish = { 'accept-language': 'es-MX,es;q=0.9,en;q=0.8' }

describe('The language of the page', () => {
  it('is the browser’s before anybody is signed in: the way in, and why a link does not hold', async () => {
    const house = await openHouse()
    const link = house.operatorLink('Ana Ruiz')
    const shown = load((await house.guest().get(link, spanish)).body)
    expect(shown('html').attr('lang')).toBe('es')
    expect(shown('h1').text()).toBe('Le damos la bienvenida, Ana Ruiz')
    expect(shown('form button').text()).toBe('Entrar como Ana Ruiz')
    const stranger = await house.guest().get('/', spanish)
    expect(stranger.status).toBe(401)
    expect(stranger.body).toContain('No hay contraseña')
    house.pass(4 * day)
    const expired = load((await house.guest().get(link, spanish)).body)
    expect(expired('main').text()).toMatch(/Este enlace sirvió hasta el 3 (de )?dic.*Pida uno nuevo/)
    expect(load((await house.guest().get(link)).body)('main').text()).toMatch(/was good until Dec 3, 2026/)
  })

  it('is the browser’s in the chat, too, and what stays English says so', async () => {
    const house = await openHouse()
    const ana = await house.lead()
    await ana.page('/')
    const page = load((await ana.get('/', spanish)).body)
    expect(page('html').attr('lang')).toBe('es')
    expect(page('#talk button').text()).toBe('Enviar')
    expect(page('.shortcuts').text()).toContain('Personas')
    expect(page('time').first().text()).toMatch(/[ap]\.\s?m\./)
    // What was said before she came with this browser.
    expect(page('#entries .spoken').first().attr('lang')).toBe('en')
    expect(JSON.parse(page('body').attr('data-words') ?? '{}')).toMatchObject({ copied: 'Copiado.' })
  })

  it('is the one that somebody chose, whatever their browser asks for', async () => {
    const house = await openHouse()
    const ana = await house.lead()
    await ana.isTold('hearth settings language es', /Guardado/)
    const page = await ana.page('/')
    expect([page('html').attr('lang'), page('.me button').text()]).toEqual(['es', 'Cerrar sesión'])
    const lost = await ana.get('/c/No%20such%20place')
    expect(load(lost.body)('h1').text()).toBe('Aquí no hay nada')
    const ben = await house.colleague(ana)
    expect((await ben.page('/'))('html').attr('lang')).toBe('en')
    expect(load((await ben.get('/', { 'accept-language': 'tlh' })).body)('html').attr('lang')).toBe('en')
  })

  it.each([
    ['es-MX,es;q=0.9,en;q=0.8', ['es-MX', 'es', 'en']],
    ['de;q=0.3, en-GB;q=0.7, es', ['es', 'en-GB', 'de']],
    ['*', []],
    ['es;q=0', []],
    ['<script>,../../x,es', ['es']],
    [undefined, []],
  ])('is read from what a browser sends: %s', (header, locales) => {
    expect(localesIn(header)).toEqual(locales)
  })
})
