import { describe, expect, it } from 'vitest'
import { asIcebreaker } from '../../../src/features/icebreaker/catalog.ts'
import { icebreakerSchema, needsOf } from '../../../src/features/icebreaker/schema.ts'
import { propose, splitAudience } from '../../../src/features/own-icebreakers/propose.ts'
import { builtInContent } from '../../content.ts'

const { icebreakers } = builtInContent

describe('what is proposed of a question', () => {
  it.each([
    ['What is your name, and who gave it to you?', { purpose: 'learn-names', needs: 'nothing', depth: 1 }],
    ['Draw the door of your street.', { needs: 'paper', chat: false }],
    ['Pick one of the pictures that looks like your week.', { needs: 'pictures', chat: false }],
    ['Bring something round. What is it?', { needs: 'objects', chat: false }],
    ['Tell us about a time you got lost.', { depth: 2, minutes: { min: 5, max: 10 } }],
    ['Soup or sandwich?', { minutes: { min: 2, max: 5 }, chat: 'Soup or sandwich?' }],
    ['Stand by the wall that fits you.', { needs: 'nothing', chat: false }],
    ['What do you hope for this winter?', { depth: 3, topics: ['winter'] }],
    ['What idea should we try in spring?', { purpose: 'gather-ideas', topics: ['spring'] }],
  ])('%s', (text, tags) => {
    expect(propose(text).tags).toMatchObject(tags)
  })

  it('stays light where children are among those it is for', () => {
    expect(propose('Tell us about a time you got lost.', { audience: ['families'] }).tags.depth).toBe(1)
  })

  it('makes a whole question by the scheme of every one that we have', () => {
    const broken = icebreakers.flatMap(one => {
      const { tags, audience } = propose(one.text, { audience: one.audience })
      const whole = asIcebreaker('own-1', {
        text: one.text,
        audience,
        own: tags,
        by: 'ana',
        name: 'Ana',
        at: 0,
        answers: {},
      })
      const { success, error } = icebreakerSchema.safeParse({ ...whole, host_first: 'Mine.', bridge: 'So.' })
      return success && needsOf(whole) === tags.needs ? [] : [`${one.id}: ${error?.message}`]
    })
    expect(broken).toEqual([])
  })
})

describe('whom a question is for', () => {
  it('stands behind it, and is no part of it', () => {
    expect(splitAudience('What grows here? for teens and staff')).toEqual({
      text: 'What grows here?',
      audience: ['teens-12-17', 'staff'],
    })
    expect(splitAudience('What grows here? For families')).toEqual({
      text: 'What grows here?',
      audience: ['families'],
    })
  })
  it('is left in it where it names nobody', () => {
    expect(splitAudience('What are you looking for')).toEqual({ text: 'What are you looking for' })
    expect(splitAudience('What grows here? for a while')).toEqual({ text: 'What grows here? for a while' })
  })
})
