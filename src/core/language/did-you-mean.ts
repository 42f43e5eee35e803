import { distance } from 'fastest-levenshtein'

/** No word that is known is nearly as long, and comparing takes as long as both together. */
const longest = 60

/** The known words nearest to a mistyped one, nearest first; empty where nothing is near enough to be meant. */
export function nearest(word: string, known: Iterable<string>, most: number): string[] {
  if (word.length > longest) return []
  const typed = word.toLowerCase()
  const allowed = Math.max(1, Math.floor(typed.length / 3))
  return (
    [...new Set(known)]
      .map(candidate => ({
        candidate,
        away: candidate.startsWith(typed) && typed.length > 2 ? 0.5 : distance(typed, candidate),
      }))
      // A word of which nothing would be left is no slip of the keys.
      .filter(({ candidate, away }) => away <= allowed && away < Math.max(typed.length, candidate.length) / 2)
      .sort((a, b) => a.away - b.away || a.candidate.localeCompare(b.candidate))
      .slice(0, most)
      .map(({ candidate }) => candidate)
  )
}
