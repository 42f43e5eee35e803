/** Cuts at a whole character, and says so with `end`. */
export function clip(text: string, most: number, end = '…'): string {
  if (text.length <= most) return text
  const kept = text.slice(0, most - end.length)
  return `${/[\uD800-\uDBFF]$/.test(kept) ? kept.slice(0, -1) : kept}${end}`
}

/** Nothing that people type becomes a mention: an invisible character keeps `<at>` from being one. */
export const unmentioning = (text: string): string => text.replace(/<(?=[\s/]*at\b)/gi, '<\u200B')
