import { describe, expect, it, onTestFinished } from 'vitest'
import { openChat } from '../../chat.ts'

async function chatOf() {
  const chat = await openChat()
  onTestFinished(() => chat.close())
  return chat
}

describe('whom people in distress are told to reach', () => {
  it('is 988 by call, text and chat, where nobody set another', async () => {
    const chat = await chatOf()
    expect(await chat.say('ana', 'ana', 'I want to die')).toMatch(
      /call or text 988, or chat at 988lifeline\.org[\s\S]*call 911/,
    )
    expect(await chat.say('ana', 'ana', 'a patron says she wants to kill herself')).toMatch(
      /It’s okay to ask straight out[\s\S]*call or text 988/,
    )
  })

  it('is a person’s own, by the name of a country or as it is typed, and the usual one again after “off”', async () => {
    const chat = await chatOf()
    await chat.say('ana', 'ana', 'hearth settings crisis line Canada')
    expect(await chat.say('ana', 'ana', 'I want to die')).toMatch(/call or text 9-8-8\. /)
    expect(await chat.say('ana', 'ana', 'hearth settings')).toMatch(/Crisis line.*9-8-8; in an emergency 911/)
    await chat.say('ana', 'ana', 'settings crisis line Telefonseelsorge 0800 111 0 111, emergency 112')
    expect(await chat.say('ana', 'ana', 'I am so lonely')).toMatch(
      /call Telefonseelsorge 0800 111 0 111\.[\s\S]*please call 112/,
    )
    await chat.say('ana', 'ana', 'settings crisis line off')
    expect(await chat.say('ana', 'ana', 'I want to die')).toMatch(/call or text 988/)
  })

  it('is the library’s for all who set none', async () => {
    const chat = await chatOf()
    expect(await chat.say('ana', 'ana', 'hearth settings library crisis line UK')).toMatch(/116 123/)
    await chat.say('ben', 'ben', 'settings crisis line ireland')
    expect(await chat.say('cleo', '#staff', 'I feel so alone')).toMatch(/116 123[\s\S]*999/)
    expect(await chat.say('ben', 'ben', 'I feel so alone')).toMatch(/text HELLO to 50808[\s\S]*112/)
  })

  it('is refused where nobody could be reached by it', async () => {
    const chat = await chatOf()
    expect(await chat.say('ana', 'ana', 'settings crisis line my friend')).toMatch(
      /I don’t know a crisis line/,
    )
    expect(await chat.say('ana', 'ana', `settings crisis line 116 ${'1 '.repeat(200)}`)).toMatch(/too long/)
  })

  it('is told in Spanish to who writes so', async () => {
    const chat = await chatOf()
    expect(await chat.say('ana', 'ana', 'ya no quiero vivir')).toMatch(
      /llame al 988 y marque 2[\s\S]*Solo usted ve esto/,
    )
  })

  it('is told in Spanish also of somebody else, and where somebody may be in danger', async () => {
    const chat = await chatOf()
    expect(await chat.say('ana', 'ana', 'mi compañera dice que no quiere vivir')).toMatch(
      /Gracias por cuidar de esa persona[\s\S]*llame al 988/,
    )
    expect(await chat.say('ana', 'ana', 'hay un hombre con una pistola')).toMatch(
      /^Si alguien está en peligro ahora mismo, llame al 911[\s\S]*Solo usted ve esto/,
    )
  })
})
