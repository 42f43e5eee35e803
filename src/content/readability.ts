/** How hard a text is to read: the years of school it takes, by Flesch and Kincaid. */
export function gradeOf(text: string): number {
  const sentences = Math.max(1, text.split(/[.!?…]+(?=\s|["”’)]|$)/).filter(one => /\p{L}/u.test(one)).length)
  const words = text.match(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu) ?? []
  if (words.length === 0) return 0
  const syllables = words.reduce((sum, word) => sum + syllablesOf(word), 0)
  return 0.39 * (words.length / sentences) + 11.8 * (syllables / words.length) - 15.59
}

/** Syllables as English is spoken, well enough: groups of vowels, without an e that is silent. */
export function syllablesOf(word: string): number {
  const plain = word
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^a-z]/g, '')
  if (plain.length < 4) return 1
  const spoken = plain
    .replace(/(?:(?<=[^laeiouycgszxh])es|(?<=[^dtaeiouy])ed|(?<=[^laeiouy])e)$/, '')
    .replace(/^y/, '')
    .replace(/(?<=[^aeiouy])e(?=(?:ments?|less(?:ness)?|ly|li(?:ness|er|est)|ness|ful(?:ly)?)$)/, '')
  const groups = spoken.match(/[aeiouy]{1,2}/g)?.length ?? 0
  // Two vowels that are said apart: ra-di-o, vi-de-o.
  const apart = spoken.match(/i[ao](?!n)|eo(?!p)/g)?.length ?? 0
  return Math.max(1, groups + apart)
}
