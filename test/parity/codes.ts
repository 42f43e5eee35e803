import { content } from './stage.ts'

/** What Hearth alone calls things by: of the guide's content, those that no reader would take for a word. */
const ids = new Set(
  content.icebreakers
    .flatMap(one => [one.id, one.purpose, ...one.audience])
    .filter(id => id.split('-').length > 2),
)

/** What stands on a screen that only a program can read: `@e412346c`, `own-1`, `teens-12-17`, `enter-the-topic`. */
export function codesOn(screen: string): string[] {
  const numbered = screen.match(/@[0-9a-f]{8}\b|\b(?:own|weekly|step|run)-\d+\b/g) ?? []
  const named = (screen.match(/(?<![\w/.-])[a-z]+(?:-[a-z0-9]+){2,}(?![\w/.-])/g) ?? []).filter(word =>
    ids.has(word),
  )
  return [...new Set([...numbered, ...named])]
}
