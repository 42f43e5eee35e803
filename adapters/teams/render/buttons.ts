import { type Button, plainText } from '../../../src/core/message.ts'
import { clip } from '../../../src/core/text.ts'
import type { Say } from '../../../src/core/translation/speaking.ts'
import { limits } from '../limits.ts'
import { bytesOf, clipAtSpace, unmentioning } from './clip.ts'
import { type BlockGroup, type Element, linkable, subtle, textLines } from './text-runs.ts'

/** The data of every button of a message, beside its command. */
export type ButtonData = Readonly<Record<string, string>>

/** Shortens a label as the card does. */
export const shortened = <T extends { label: string }>(one: T): T =>
  one.label.length <= limits.label ? one : { ...one, label: clip(one.label, limits.label) }

/** Something that can be pressed, with its label. */
export type Titled = Element & { title: string }

/** What a set of buttons needs to know; `toggle`: what opens the folded part before it, and stands among them. */
interface ButtonContext {
  buttonData: ButtonData
  toggle?: Titled
  say: Say
}

/** Renders buttons, and names those that are too long for one. */
export function renderButtons(buttons: readonly Button[], context: ButtonContext): BlockGroup[] {
  const shown = buttons.filter(isPressable)
  const left = buttons.filter(button => !shown.includes(button)).map(button => shortened(button).label)
  const words = plainText([{ type: 'buttons', buttons: shown.map(shortened) }])
  const rows = buttonRows(shown, context)
  return [
    ...(left.length > 0
      ? textLines(context.say(`Too long for a button, so type it: ${left.join(', ')}.`), subtle)
      : []),
    ...(rows.length > 0 ? [{ elements: rows, words, acts: true as const }] : []),
  ]
}

/** Whether Teams can carry what the button does. A character takes six bytes at most. */
export const isPressable = (button: Button): boolean =>
  'url' in button
    ? linkable(button.url)
    : button.command !== '' &&
      (button.command.length * 6 + 2 <= limits.buttonValue || bytesOf(button.command) <= limits.buttonValue)

/** Rows of buttons, each with room for its labels; the last one ends with ⋯. One button alone is no menu. */
export function buttonRows(buttons: readonly Button[], { buttonData, toggle }: ButtonContext): Element[] {
  const behind = buttons.filter(button => button.secondary)
  const menu = behind.length > 1 ? behind : []
  const shown = [
    ...buttons.filter(button => !menu.includes(button)).map(button => action(button, buttonData)),
    ...(toggle ? [toggle] : []),
  ]
  const behindLast = menu.map(button => ({ ...action(button, buttonData), mode: 'secondary' }))
  const rows = inRows(shown, behindLast.length > 0 ? menuWidth : 0)
  const all = rows.length === 0 && behindLast.length > 0 ? [[]] : rows
  return all.map((row, at) => ({
    type: 'ActionSet',
    actions: at === all.length - 1 ? [...row, ...behindLast] : row,
  }))
}

/** Pixels that ⋯ takes beside a button, and a button beside its label; and those of a letter. */
const [menuWidth, frameWidth, letterWidth] = [42, 34, 7]

/** A client without room for a row cuts all its labels: so many stand in one as a narrow window shows whole. */
function inRows(actions: readonly Titled[], atTheEnd: number): Titled[][] {
  const widthOf = (row: readonly Titled[]) =>
    row.reduce((sum, one) => sum + frameWidth + letterWidth * one.title.length, 0) +
    (row.includes(actions.at(-1) as Titled) ? atTheEnd : 0)
  const fits = (row: readonly Titled[]) => row.length <= limits.row && widthOf(row) <= limits.rowWidth
  const rows: Titled[][] = []
  for (const one of actions) {
    const last = rows.at(-1)
    if (last && fits([...last, one])) last.push(one)
    else rows.push([one])
  }
  return rows
}

/** Old clients know no Action.Execute: they send the same as a message. */
function action(button: Button, buttonData: ButtonData): Titled {
  const label = clip(unmentioning(button.label), limits.buttonHint) || '…'
  const title = clipAtSpace(label, limits.buttonText)
  const whole = clip(unmentioning(button.fullLabel ?? ''), limits.buttonHint) || label
  const hint = title !== whole && { tooltip: whole }
  if ('url' in button) return { type: 'Action.OpenUrl', title, ...hint, url: button.url }
  const style = button.style && { style: button.style === 'primary' ? 'positive' : 'destructive' }
  return { ...execute(title, { press: button.command, ...buttonData }, style), ...hint }
}

/** An action that is sent to Hearth with what the card's inputs hold. */
export const execute = (title: string, data: ButtonData, style?: object): Titled => ({
  type: 'Action.Execute',
  title,
  ...style,
  verb: 'press',
  data,
  fallback: { type: 'Action.Submit', title, ...style, data },
})
