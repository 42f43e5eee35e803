/** The styles of a Word file by what they are for: a file that comes back is read by them. */
export const styleIds = {
  body: 'HearthText',
  caption: 'HearthTableLabel',
  cell: 'HearthTableCell',
  guide: 'HearthGuide',
  answer: 'HearthAnswer',
  about: 'HearthAbout',
  quiet: 'HearthAside',
  box: 'HearthBox',
  blank: 'HearthBlankLine',
  origin: 'HearthOrigin',
} as const
