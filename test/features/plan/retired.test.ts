import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { slackManifest } from '../../../manifest/slack.ts'
import { plainText } from '../../../src/core/message.ts'
import { openChat } from '../../chat.ts'
import { withWalkthroughs } from '../../content.ts'

const week = 7 * 24 * 60 * 60_000

/** A library's own content, with one file about walk-throughs. */
function contentWith(file: string) {
  const own = mkdtempSync(join(tmpdir(), 'hearth-own-'))
  mkdirSync(join(own, 'walkthroughs'))
  writeFileSync(join(own, 'walkthroughs', 'plan.yaml'), file)
  return withWalkthroughs(own)
}

describe('where a library has taken the questions for plans out of its content', () => {
  it('the plans that people have go on, with their reminders; none is begun', async () => {
    const before = await openChat()
    await before.say('ana', 'ana', 'plan dm Spring coffee')
    await before.say('ana', 'ana', 'plan step Call the tutor')
    await before.say('ana', 'ana', 'plan remind monday 9:00')
    await before.store().close()
    const content = contentWith('{ id: plan, retired: true }\n')
    const chat = await openChat({ content, folder: before.dataDir })
    const say = (line: string) => chat.say('ana', 'ana', line)
    const brought = await chat.pass(week)
    expect(brought.map(one => plainText(one.message))).toEqual([
      expect.stringMatching(/^Next: Call the tutor\nSpring coffee/),
    ])
    expect(await chat.press('ana', 'Still on it')).toMatch(/Glad “Spring coffee” is moving/)
    expect(await say('plan')).toMatch(/1\. Spring coffee\n0 of 1 step done/)
    expect(await say('plan 1')).toMatch(/1\. Call the tutor/)
    expect(await say('hearth home')).toMatch(/1\. Spring coffee/)
    await say('plan hand over @ben')
    expect(await chat.press('ben', 'Yes, I’ll take it')).toMatch(/is yours now/)
    expect(await chat.say('ben', 'ben', 'plan 1 done 1')).toMatch(/Spring coffee is finished/)
    expect(await say('plan dm Another')).toMatch(/New plans are not begun here/)
    expect(await chat.say('cleo', 'cleo', 'plan')).toMatch(/New plans are not begun here/)
    expect(slackManifest(chat.commands, []).features.slash_commands.map(one => one.command)).not.toContain(
      '/plan',
    )
    await chat.close()
  })

  it('no other walk-through can take the word, since reminders that are set ask for it', () => {
    const own = `id: ours
command: plan
title: Ours
section: strategies
summary: Ours.
run_name_hint: Ours
steps: [{ id: one, question: One?, why: So., input: open }]
closing: Done.
`
    expect(contentWith(own).faults.join('\n')).toMatch(/:2: “ours”, command: choose another word than “plan”/)
  })
})
