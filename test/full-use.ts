import { changeFiles, pendingFiles } from '../src/features/own-content/store.ts'
import type { openChat } from './chat.ts'

type Chat = Awaited<ReturnType<typeof openChat>>

/** Words of somebody's that are found nowhere else: every one of them is marked. */
export const marked = (who: string, what: string): string => `${who}-words-${what}`

/** What one colleague of two does; the other answers, agrees and takes over, with words of their own. */
export async function useEverything(chat: Chat, who: string, other: string): Promise<void> {
  const own = (line: string) => chat.type(who, who, line)
  const w = (what: string) => marked(who, what)
  const o = (what: string) => marked(other, what)
  await own('hearth')
  await own('hearth settings zone Europe/London')
  await own(`note ${w('note')}`)
  await chat.type(other, other, `note ${o('own-note')}`)
  await chat.say(who, who, 'readings hosting')
  await chat.press(who, 'Save')
  await chat.say(who, '#spanish', 'language es here')
  await chat.say(who, '#staff', 'hearth closed 24 Dec')
  await own('hearth settings library crisis line Canada')

  await chat.say(who, '#staff', 'icebreaker teens')
  await chat.press(who, 'Another')
  await chat.press(who, 'Not for us')
  await chat.say(who, who, `icebreaker suggest What is ${w('suggested')}?`)
  await chat.say(other, other, `icebreaker suggest What is ${o('suggested')}?`)
  for (const [one, id] of [
    [who, 'own-1'],
    [other, 'own-2'],
  ] as const) {
    for (const [about, answer] of [
      ['inclusive', 'yes'],
      ['age_appropriate', 'yes'],
      ['presumes', 'no'],
    ])
      await chat.say(one, one, `icebreaker consider ${id} ${about} ${answer}`)
    await chat.say(one, one, `icebreaker audience ${id} staff`)
  }
  await chat.say(who, who, 'icebreaker agree own-2')
  await chat.say(who, '#staff', 'icebreaker every tuesday 9:00 teens')
  await chat.say(other, '#staff', 'icebreaker every wednesday 9:00 staff')

  // Alone; shared with a colleague; with all in a channel.
  await own(`gathering dm ${w('alone')}`)
  await own(`${w('why')}`)
  await own(`${w('outcome')}`)
  await own('edit 1')
  await own(`${w('why-anew')}`)
  await own(`note ${w('run-note')}`)
  await chat.say(who, who, `walk invite ${other}`)
  await chat.say(who, who, `walk neighbour ${other}`)
  await chat.press(other, 'Write on it')
  await chat.press(other, 'Send to them', { like: o('like'), wonder: '', roadblock: '' })
  await chat.say(who, '#staff', 'walk share')
  await chat.press(who, 'Share in #staff')
  const id = await idOf(chat, w('alone'))
  await chat.say(other, other, `walk @${id} answer audience`, { values: { audience: o('audience') } })

  await chat.say(who, '#staff', `gathering thread ${w('thread')}`)
  const threadId = await idOf(chat, w('thread'))
  await chat.say(who, '#staff', `walk @${threadId} say why ${w('thread-why')}`)
  await chat.say(other, '#staff', `walk @${threadId} append 1 ${o('thread-why')}`)

  await own(`pillars dm ${w('mine-only')}`)
  await own(`${w('mission')}`)

  // A plan that comes back, with what is said to it.
  await chat.say(who, who, `plan from ${w('alone')}`)
  const plan = await idOf(chat, `Plan for ${w('alone')}`)
  await chat.say(who, who, `walk @${plan} invite ${other}`)
  await chat.say(who, who, `plan @${plan} step ${w('step')}, ${who}, by 12 Dec`)
  await chat.say(other, other, `plan @${plan} step ${o('step')}, ${who}, by 14 Dec`)
  await chat.say(other, other, `plan @${plan} step ${o('last-step')}`)
  await chat.say(who, who, `plan @${plan} remind tuesday 9:00`)
  await chat.say(who, '#staff', `plan @${plan} share`)
  await chat.press(who, 'Share in #staff')
  await chat.say(who, '#staff', `plan @${plan} remind tuesday 9:00 in this channel`)
  await chat.say(who, who, `plan dm ${w('second')}`)
  await chat.say(who, who, `plan @${await idOf(chat, w('second'))} remind tuesday 9:30`)
  await chat.pass(2 * 24 * 3_600_000)
  await chat.say(who, who, `plan @${plan} stuck ${w('stuck')}`)
  await chat.say(other, other, `plan @${plan} stuck ${o('stuck')}`)
  await chat.say(who, who, `plan @${plan} done 2`)
  await chat.say(who, who, `plan @${await idOf(chat, w('second'))} stuck`)

  await chat.say(other, other, `plan @${plan} done 1`)

  // Options in one's own words, from which the other chooses.
  await chat.say(who, '#staff', `audit thread ${w('audit')}`)
  const audit = await idOf(chat, w('audit'))
  await chat.say(who, '#staff', `walk @${audit} say relationships ${w('group')}; Older adults`)
  await chat.say(other, '#staff', `walk @${audit} answer focus`, {
    values: { focus: `${w('group')},older-adults` },
  })

  await own('hearth settings year off')

  // A calendar that looks by itself.
  await own('calendar feed')

  // A form that was sent, and waits for a yes.
  await own(`my icebreakers add What is ${w('drafted')}?`)
  await own(`import # ${w('pending')}\n\n## What is your ‘why’?\n\n${w('pending-why')}`)

  // A content file for everybody, and one that waits for a yes, as if an admin had sent them.
  const phrases = (said: string) => `"All right. I saved nothing from it.": "${said}"`
  await chat.store().update(chat.workspace, async tx => {
    const saved = { text: phrases('Then I save nothing.'), at: chat.at, by: who, name: who }
    await changeFiles(tx, 'en/phrases.yaml', saved)
    const waiting = { mark: 'mark', path: 'en/phrases.yaml', text: phrases('I save nothing.'), at: chat.at }
    await tx.put(pendingFiles, who, waiting)
  })

  // What the other has: theirs, with this one in it.
  await chat.type(other, other, `gathering dm ${o('own')}`)
  await chat.type(other, other, o('own-why'))
  const theirs = await idOf(chat, o('own'))
  await chat.say(other, other, `walk @${theirs} invite ${who}`)
  await chat.say(who, who, `walk @${theirs} append 1 ${w('in-theirs')}`)
  await chat.say(other, other, `plan from ${o('own')}`)
  const given = await idOf(chat, `Plan for ${o('own')}`)
  await chat.say(other, other, `plan @${given} remind friday 9:00`)
  await chat.say(other, other, `plan @${given} hand over ${who}`)
  await chat.say(other, other, `walk @${theirs} append 2 ask @${who} about ${o('mention')}`)
}

/** The id of the walk-through or plan of this name. */
export async function idOf(chat: Chat, name: string, walkthrough?: string): Promise<string> {
  const all = await chat.store().list<{ name: string; walkthrough: string }>(chat.workspace, 'run')
  const found = all.find(
    ([, run]) => run.name === name && (walkthrough === undefined || run.walkthrough === walkthrough),
  )
  if (!found) throw new Error(`no run is called ${name}`)
  return found[0]
}

/** What of the other's words must be there whatever becomes of the one. */
export const othersWords = [
  'suggested',
  'like',
  'audience',
  'thread-why',
  'step',
  'last-step',
  'stuck',
  'own',
  'own-why',
  'mention',
]
