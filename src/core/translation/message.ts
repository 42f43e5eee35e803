import type { Block, Button, Folded, Input, Message, Of, Rich, Span } from '../message.ts'
import { progressText, spans } from '../message.ts'
import { translatedMonth } from '../time/translated-date.ts'
import { english } from './phrases.ts'
import { isSame, type Sentences, type Spoken } from './sentences.ts'

/** Says messages, and what papers share with them, in another language. */
export type Messages = ReturnType<typeof createMessages>

/** Makes what says messages in a language, by its sentences. */
export function createMessages({ language, line, chosen, typedLine, ourTranslationOf, apart }: Sentences) {
  return { message, richIn, chartIn }

  function message(all: Message): Message {
    return all.flatMap(block => {
      const beside = block.type === 'heading' ? ourTranslationOf(block.text) : undefined
      if (beside !== undefined) return [block, marked({ type: 'text', text: beside } as const)]
      return [markedIfSaid(block, blockIn(block))]
    })
  }

  /** Whatever somebody translated says in which language it is now. */
  function markedIfSaid<B extends Block>(block: B, said: B): B {
    return isSame(said, block) ? block : marked(said)
  }

  function marked<B extends Block>(block: B): B {
    return language === english ? block : { ...block, lang: language }
  }

  function blockIn(block: Block): Block {
    switch (block.type) {
      case 'heading':
        return { ...block, text: line(block.text) }
      case 'text':
      case 'facts':
      case 'list':
      case 'row':
      case 'table':
      case 'chart':
        return foldedIn(block)
      case 'progress':
        return { ...block, words: line(progressText(block)) }
      case 'fold':
        return {
          ...block,
          label: line(block.label),
          blocks: block.blocks.map(one => markedIfSaid(one, foldedIn(one))),
        }
      case 'checks':
        return { ...block, label: line(block.label) }
      case 'form':
        return {
          ...block,
          inputs: block.inputs.map(inputIn),
          buttons: block.buttons.map(buttonIn),
          ...(block.dialog !== undefined && { dialog: line(block.dialog) }),
        }
      case 'buttons':
        return { ...block, buttons: block.buttons.map(buttonIn) }
      case 'file':
        return block
    }
  }

  function foldedIn(block: Folded): Folded {
    switch (block.type) {
      case 'text':
        return textIn(block)
      case 'facts':
        return factsIn(block)
      case 'list':
        return listIn(block)
      case 'row':
        return rowIn(block)
      case 'table':
        return tableIn(block)
      case 'chart':
        return chartIn(block)
    }
  }

  /** What is quoted is somebody's own. */
  function textIn(block: Of<'text'>): Of<'text'> {
    if (block.ours) return { ...block, text: spans(block.text).map(choiceIn) }
    return block.quote ? block : { ...block, text: richIn(block.text) }
  }
  function factsIn(block: Of<'facts'>): Of<'facts'> {
    return {
      ...block,
      facts: block.facts.map(({ label, value }) => ({ label: line(label), value: richIn(value) })),
    }
  }
  function listIn(block: Of<'list'>): Of<'list'> {
    return { ...block, items: block.items.map(one => richIn(one, true)) }
  }
  function rowIn(block: Of<'row'>): Of<'row'> {
    return {
      ...block,
      title: richIn(block.title, true),
      ...(block.detail !== undefined && { detail: richIn(block.detail, true) }),
      buttons: block.buttons.map(buttonIn),
    }
  }

  function tableIn<T extends Pick<Of<'table'>, 'columns' | 'rows'>>(table: T): T {
    return {
      ...table,
      columns: table.columns.map(one => line(one)),
      rows: table.rows.map(row => row.map(cell => line(cell, true))),
    }
  }

  function chartIn<C extends Pick<Of<'chart'>, 'label' | 'columns' | 'bars'>>(chart: C): C {
    const [what, many] = chart.columns
    const bars = chart.bars.map(bar => ({
      ...bar,
      label: translatedMonth(bar.label, language) ?? line(bar.label),
    }))
    return { ...chart, label: line(chart.label), columns: [line(what), line(many)], bars }
  }

  function richIn(rich: Rich, isTyped = false): Rich {
    if (typeof rich !== 'string') return spans(rich).flatMap(span => spanIn(span, isTyped))
    const said = line(rich, isTyped)
    const parted = apart(said)
    return parted.length === 1 ? said : parted
  }

  function spanIn(span: Span, isTyped: boolean): Span[] {
    if (typeof span === 'string') return apart(line(span, isTyped))
    if ('bold' in span)
      return apart(line(span.bold, isTyped)).map(one =>
        typeof one === 'string' ? { bold: one } : { bold: one.spoken, lang: one.lang },
      )
    if ('italic' in span) return [{ italic: line(span.italic, isTyped) }]
    if ('code' in span) return [{ code: typedLine(span.code) }]
    if ('spoken' in span && span.lang === english) return contentIn(span)
    return [span]
  }

  /** What of the content nobody translated stays marked as the English that it is. */
  function contentIn(span: Spoken): Span[] {
    const said = line(span.spoken)
    return said === span.spoken ? [span] : apart(said)
  }

  function choiceIn(span: Span): Span {
    return typeof span === 'string' ? (chosen(span) ?? span) : span
  }

  function buttonIn(one: Button): Button {
    const { label, fullLabel } = one
    const said = {
      ...one,
      label: line(label),
      ...(fullLabel !== undefined && { fullLabel: line(fullLabel) }),
    }
    if (!('confirm' in said) || !said.confirm) return said
    const { confirm } = said
    return { ...said, confirm: { ...confirm, text: line(confirm.text), yes: line(confirm.yes) } }
  }

  function inputIn(one: Input): Input {
    const said = {
      ...one,
      label: line(one.label),
      ...(one.hint !== undefined && { hint: line(one.hint) }),
    }
    if (said.type !== 'one' && said.type !== 'several') return said
    return {
      ...said,
      options: said.options.map(option => ({
        ...option,
        label: line(option.label),
        ...(option.hint !== undefined && { hint: line(option.hint) }),
      })),
    }
  }
}
