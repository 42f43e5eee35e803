type Brush = (text: string) => string

/** How words are emphasized: in color, or in characters that read well without it. */
export interface Paint {
  bold: Brush
  italic: Brush
  quiet: Brush
  code: Brush
  accent: Brush
}

const esc = String.fromCharCode(0x1b)
const same: Brush = text => text

/** Each word is painted by itself, so that a line may break anywhere and no color runs into the next. */
const brush =
  (on: number, off: number): Brush =>
  text =>
    text.replaceAll(/\S+/g, word => `${esc}[${on}m${word}${esc}[${off}m`)

const colored: Paint = {
  bold: brush(1, 22),
  italic: brush(3, 23),
  quiet: brush(2, 22),
  code: brush(36, 39),
  accent: brush(33, 39),
}

const bare: Paint = { bold: same, italic: same, quiet: same, code: text => `\`${text}\``, accent: same }

/** The brushes of a terminal with colors, or of one without. */
export const paints = (colors: boolean): Paint => (colors ? colored : bare)
