import { fromWindows1252 } from '../core/text.ts'

/** How the letters of a file are written. */
export interface Decoded {
  text: string
  encoding: 'utf-8' | 'utf-16' | 'windows-1252'
}

/** Programs write letters in one way or another: as UTF-8, as UTF-16 with a sign at its beginning, or as Windows did before. */
export function decode(bytes: Uint8Array): Decoded {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe)
    return { text: new TextDecoder('utf-16le').decode(bytes), encoding: 'utf-16' }
  if (first === 0xfe && second === 0xff)
    return { text: new TextDecoder('utf-16be').decode(bytes), encoding: 'utf-16' }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' }
  } catch {
    return { text: fromWindows1252(bytes), encoding: 'windows-1252' }
  }
}
