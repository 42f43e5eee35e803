import { expect, it } from 'vitest'
import { render } from '../../../../adapters/teams/render/render.ts'
import { button, buttons, form, secondary } from '../../../../src/core/message.ts'
import { judgeCard, partsOf } from '../../../teams/rules.ts'
import type { Json } from '../../../teams/world.ts'

const drawn = (...labels: string[]) => {
  const [card] = render([buttons(...labels.map(label => button(label, 'hearth')))])
  expect(judgeCard(card?.content as Json)).toEqual([])
  return partsOf(card?.content).filter(one => one.type === 'ActionSet') as unknown as { actions: Json[] }[]
}

it.each([
  [3, [3]],
  [4, [3, 1]],
  [6, [3, 3]],
  [11, [3, 3, 3, 2]],
])('%i buttons stand in rows that have room for them: %j', (count, rows) => {
  const labels = Array.from({ length: count }, (_, at) => `Button ${at}`)
  expect(drawn(...labels).map(row => row.actions.length)).toEqual(rows)
})

it('a row has room for its labels in a narrow window, and for ⋯ at its end', () => {
  const titles = (all: { actions: Json[] }[]) => all.map(row => row.actions.map(({ title }) => title))
  expect(titles(drawn('Save and continue', 'Skip', 'Come back later'))).toEqual([
    ['Save and continue', 'Skip'],
    ['Come back later'],
  ])
  const [card] = render([
    buttons(
      ...['Continue', 'Plan and steps', 'Overview'].map(label => button(label, 'hearth')),
      ...['Export', 'Share'].map(label => secondary(button(label, 'hearth'))),
    ),
  ])
  const rows = partsOf(card?.content).filter(one => one.type === 'ActionSet')
  expect(titles(rows as unknown as { actions: Json[] }[])).toEqual([
    ['Continue', 'Plan and steps'],
    ['Overview', 'Export', 'Share'],
  ])
})

it('a choice is shown as it was typed, and holds no link', () => {
  const options = [{ value: 's1', label: '1. Call [the tutor](https://evil.example) *today*' }]
  const [card] = render([
    form([{ id: 'step', label: 'Which step', type: 'one', options }], button('Done', 'x')),
  ])
  const [input] = partsOf(card?.content).filter(one => one.type === 'Input.ChoiceSet')
  expect(judgeCard(card?.content as Json)).toEqual([])
  const [choice] = (input?.choices ?? []) as { title: string }[]
  expect(choice?.title.replaceAll('\u200B', '')).toBe(options[0]?.label)
  expect(choice?.title).not.toContain('](')
})

it('a label too long for a narrow window ends with a sign that it goes on, and is there whole under the pointer', () => {
  const label = 'Six foundational pillars and your library’s mission'
  const [row] = drawn(label)
  expect(row?.actions[0]).toMatchObject({
    title: 'Six foundational pillars and your…',
    tooltip: label,
  })
})

it('a colleague is chosen from Teams’ own list of people, and where a client has none, from those whom Hearth knows', () => {
  const fields = form([{ id: 'person', label: 'Colleague', type: 'person' }], button('Invite them', 'x'))
  for (const people of [[], [{ value: '1-2-3', label: 'Ben' }]]) {
    const [card] = render([fields], { choices: { people, channels: [] } })
    expect(judgeCard(card?.content as Json)).toEqual([])
    const [input] = partsOf(card?.content).filter(one => one.type === 'Input.ChoiceSet')
    expect(input).toMatchObject({
      id: 'in/person',
      style: 'compact',
      choices: people.map(({ value, label }) => ({ value, title: label })),
      'choices.data': { type: 'Data.Query', dataset: 'graph.microsoft.com/users' },
    })
  }
})

it('says what is the card’s own in the language of its message', () => {
  const items = [{ id: 's1', label: 'Reservar la sala', checked: false }]
  const say = (english: string) => ({ 'Save changes': 'Guardar los cambios' })[english] ?? english
  const [card] = render([{ type: 'checks', label: 'Pasos', items, command: 'plan done' }], { say })
  expect(JSON.stringify(card?.content)).toContain('Guardar los cambios')
})
