import { BorderStyle, LineRuleType } from 'docx'
import { styleIds } from './word-styles.ts'

/**
 * The room above a heading, by its level, of 20 to the point. It is given to what stands before it: with room of its own, LibreOffice
 * leaves headings alone at the foot of a page, though they are to keep with what follows.
 */
export const roomAbove = [0, 320, 260, 220, 200, 200] as const

/** A line to write on. */
export const ruled = {
  bottom: { style: BorderStyle.SINGLE, size: 6, color: '7A7067', space: 1 },
  // Else lines that follow one another count as one box, and only the last is ruled.
  between: { style: BorderStyle.SINGLE, size: 6, color: '7A7067', space: 1 },
}

const heading = (size: number) => ({
  run: { font: 'Calibri', size, bold: true, color: '1F1B16' },
  paragraph: { spacing: { after: 80, line: 264, lineRule: LineRuleType.AUTO }, keepNext: true },
})

/** What stands beside the words themselves: smaller, and gray. */
const aside = (id: string, name: string) => ({
  id,
  name,
  basedOn: 'Normal',
  next: styleIds.body,
  run: { size: 20, color: '5C5349' },
})

const styles = {
  default: {
    document: {
      run: {
        font: 'Calibri',
        size: 23,
      },
      paragraph: { spacing: { after: 100, line: 276, lineRule: LineRuleType.AUTO } },
    },
    heading1: heading(40),
    heading2: heading(30),
    heading3: heading(26),
    heading4: heading(24),
    heading5: heading(23),
    heading6: heading(23),
  },
  paragraphStyles: [
    { id: styleIds.body, name: 'Hearth text', basedOn: 'Normal', next: styleIds.body },
    { id: styleIds.caption, name: 'Hearth table label', basedOn: 'Normal' },
    {
      id: styleIds.cell,
      name: 'Hearth table cell',
      basedOn: 'Normal',
      paragraph: { spacing: { after: 0, line: 252 } },
    },
    {
      id: styleIds.guide,
      name: 'Hearth guide',
      basedOn: 'Normal',
      paragraph: {
        indent: { left: 200 },
        border: { left: { style: BorderStyle.SINGLE, size: 24, color: '9A3412', space: 8 } },
      },
    },
    {
      id: styleIds.answer,
      name: 'Hearth answer',
      basedOn: 'Normal',
      next: styleIds.answer,
      paragraph: {
        indent: { left: 200 },
        border: { left: { style: BorderStyle.SINGLE, size: 12, color: '7A7067', space: 8 } },
      },
    },
    aside(styleIds.about, 'Hearth about'),
    aside(styleIds.quiet, 'Hearth aside'),
    {
      id: styleIds.box,
      name: 'Hearth box',
      basedOn: 'Normal',
      paragraph: { indent: { left: 360, hanging: 360 }, spacing: { after: 40 } },
    },
    {
      id: styleIds.blank,
      name: 'Hearth blank line',
      basedOn: 'Normal',
      // Seven millimeters, as notepads are ruled. Where lines are further apart than headings are high, LibreOffice parts them from their heading.
      paragraph: { spacing: { after: 0, line: 400, lineRule: LineRuleType.AT_LEAST } },
    },
  ],
  characterStyles: [
    {
      id: styleIds.origin,
      name: 'Hearth origin',
      basedOn: 'DefaultParagraphFont',
      run: { size: 19, bold: false, color: '5C5349' },
    },
  ],
}

/** The styles of a Word file; a spelling checker reads it in its language. */
export const stylesIn = (language = 'en-US') => ({
  ...styles,
  default: {
    ...styles.default,
    document: {
      ...styles.default.document,
      run: {
        ...styles.default.document.run,
        language: { value: language, eastAsia: 'en-US', bidirectional: 'ar-SA' },
      },
    },
  },
})
