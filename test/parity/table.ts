import { differences } from './differences.ts'

/** What was found: by conversation, the platforms on which it went as it should. */
export type Found = ReadonlyMap<string, ReadonlySet<string>>

/** The support table of the docs, as a run found it. */
export function supportTable(platforms: readonly string[], found: Found): string {
  const rows = [...found].map(
    ([shows, on]) =>
      `| ${shows} | ${platforms.map(name => (on.has(name) ? 'yes' : noteOf(name, shows))).join(' | ')} |`,
  )
  const notes = differences.map((one, at) => `${at + 1}. ${one.platform}: ${one.instead}`)
  return `${[
    '# What works where',
    '',
    'Written by `test/parity`, which plays every conversation below from end to end through each platform’s own adapter, and holds it to',
    'the same questions and the same stored answers. “yes”: it went as on the others. A difference is allowed only with its reason.',
    '',
    `| conversation | ${platforms.join(' | ')} |`,
    `|---|${platforms.map(() => '---|').join('')}`,
    ...rows,
    ...(notes.length > 0 ? ['', ...notes] : []),
  ].join('\n')}\n`
}

const noteOf = (platform: string, shows: string): string => {
  const at = differences.findIndex(one => one.platform === platform && one.shows === shows)
  return at < 0 ? 'no' : `otherwise (${at + 1})`
}
