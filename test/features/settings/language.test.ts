import { describe, expect, it, onTestFinished } from 'vitest'
import { plainText } from '../../../src/core/message.ts'
import { openChat } from '../../chat.ts'

async function chatOf(options: Parameters<typeof openChat>[0] = {}) {
  const chat = await openChat(options)
  onTestFinished(() => chat.close())
  return chat
}

describe('the language that somebody is spoken to in', () => {
  it('is Spanish once they set it, in either language, and English again', async () => {
    const chat = await chatOf()
    expect(await chat.say('ana', 'ana', 'hearth settings language es')).toMatch(
      /^Guardado\.[\s\S]*Todavía en inglés/,
    )
    expect(await chat.say('ana', 'ana', 'hearth settings language en')).toMatch(/^Saved\./)
    expect(await chat.say('ana', 'ana', 'idioma español')).toMatch(/^Guardado\./)
    expect(await chat.say('ana', 'ana', 'language English')).toMatch(/^Saved\./)
    expect(await chat.say('ben', 'ben', 'hearth settings')).toMatch(/Language: English, from your chat app/)
  })

  it('is not one that nobody translated: that is said, with those there are', async () => {
    const chat = await chatOf()
    expect(await chat.say('ana', 'ana', 'settings language klingon')).toMatch(
      /I do not speak “klingon”\. I speak English \(“language en”\) and Spanish \(“language es”\)/,
    )
  })

  it('is the one that they write in from then on, with the way back, which is told once', async () => {
    const chat = await chatOf()
    expect(await chat.say('ana', 'ana', '¡Hola!')).toMatch(
      /^¡Hola! Soy Hearth[\s\S]*Un rompehielos[\s\S]*Planear una reunión[\s\S]*Desde ahora le hablo en español[\s\S]*Todo en inglés/,
    )
    // The first button leads on in Spanish, not back into English.
    expect(await chat.press('ana', 'Planear una reunión')).toMatch(/^Lista de verificación para reuniones/m)
    expect(await chat.say('ana', 'ana', '¡Hola!')).not.toMatch(/Desde ahora/)
    expect(await chat.say('ana', 'ana', 'hearth settings')).toMatch(/Idioma: español, como usted me escribe/)
    await chat.say('ana', 'ana', 'hearth settings language en')
    expect(await chat.say('ana', 'ana', 'hearth settings')).toMatch(/Language: English, set by you/)
  })

  it('is not the one that they write in where they chose another', async () => {
    const chat = await chatOf()
    await chat.say('ana', 'ana', 'hearth settings language en')
    expect(await chat.say('ana', 'ana', '¡Hola!')).toMatch(/^¡Hola! Soy Hearth/)
    expect(await chat.say('ana', 'ana', 'gathering')).toMatch(/^A checklist for gatherings/)
  })

  it('leaves a request for language learners what it is', async () => {
    const chat = await chatOf()
    expect(await chat.say('ana', 'ana', 'language learners icebreaker')).toMatch(/Is it right for us/)
  })

  it('in a channel is the channel’s, and a person’s own beside it', async () => {
    const chat = await chatOf()
    expect(await chat.say('ana', '#staff', 'language es here')).toMatch(
      /What I post in this channel is in español/,
    )
    await chat.say('ana', '#staff', 'icebreaker post staff-tiny-win')
    expect(chat.shown.map(one => plainText(one.message)).join('\n')).toMatch(
      /¿Qué pequeño logro tuvo esta semana\?/,
    )
    expect(await chat.say('ben', 'ben', 'icebreaker post staff-tiny-win')).not.toMatch(/¿/)
    await chat.say('ana', '#staff', 'language off here')
    expect(await chat.say('ana', '#staff', 'icebreaker post staff-tiny-win')).not.toMatch(/¿/)
  })

  it('of a channel is not set by a guest, nor in one’s own chat', async () => {
    const chat = await chatOf()
    chat.beGuest('gus')
    expect(await chat.say('gus', '#staff', 'language es here')).toMatch(/Only your library’s own people/)
    expect(await chat.say('ana', 'ana', 'language es here')).toMatch(/only the two of us/)
  })

  it('is the library’s for everybody, and in every channel, where no other was set', async () => {
    const chat = await chatOf({ admins: ['adm'] })
    expect(await chat.say('ana', 'ana', 'language es for the library')).toMatch(
      /people who look after Hearth here can set the library’s language/,
    )
    expect(await chat.say('adm', 'adm', 'language es for the library')).toMatch(
      /^Guardado\. En esta biblioteca hablo español desde ahora/,
    )
    expect(await chat.say('ana', 'ana', 'settings')).toMatch(/español, según lo eligió su biblioteca/)
    await chat.say('ana', '#staff', 'icebreaker post staff-tiny-win')
    expect(chat.shown.map(one => plainText(one.message)).join('\n')).toMatch(
      /¿Qué pequeño logro tuvo esta semana\?/,
    )
    await chat.say('ben', 'ben', 'language en')
    expect(await chat.say('ben', 'ben', 'settings')).toMatch(/Language: English, set by you/)
    await chat.say('ben', '#board', 'language en here')
    expect(await chat.say('ben', '#board', 'icebreaker post staff-tiny-win')).not.toMatch(/¿/)
    const elsewhere = { workspace: 'test-other' }
    expect(await chat.say('ana', 'ana', 'settings', elsewhere)).toMatch(/English, from your chat app/)
    expect(await chat.say('adm', 'adm', 'language off for the library')).toMatch(
      /I speak with each person as their chat does again/,
    )
    expect(await chat.say('ana', 'ana', 'settings')).toMatch(/English, from your chat app/)
  })

  it('of the library wins over that of the chat program, and is taken back with undo', async () => {
    const chat = await chatOf()
    const spanish = { person: { id: 'eva', name: 'eva', locale: 'es-MX' } }
    expect(await chat.say('eva', 'eva', 'settings', spanish)).toMatch(/español/)
    await chat.say('ana', 'ana', 'idioma inglés para toda la biblioteca')
    expect(await chat.say('eva', 'eva', 'settings', spanish)).toMatch(/English, as your library set it/)
    await chat.say('ana', 'ana', 'undo')
    expect(await chat.say('eva', 'eva', 'settings', spanish)).toMatch(/español, según su programa de chat/)
  })
})
