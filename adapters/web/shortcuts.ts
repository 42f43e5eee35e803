/** What is asked for most, in reach of a finger. */
interface Shortcut {
  id: string
  /** What it says, and what stands in the chat once it was pressed. */
  label: string
  /** What it asks for, in words that are no answer while a question waits. */
  line: string
}

export const shortcuts = [
  { id: 'home', label: 'Home', line: 'hearth' },
  { id: 'icebreaker', label: 'Icebreaker', line: 'icebreaker' },
  { id: 'things', label: 'My things', line: 'hearth my things' },
  { id: 'year', label: 'Our year', line: 'hearth year' },
  { id: 'help', label: 'Help', line: 'help' },
] as const satisfies readonly Shortcut[]

/** For those alone who came by an invitation. */
export const peopleShortcut = { id: 'people', label: 'People', line: 'hearth people' } as const

/** The shortcut of an id; undefined: there is none. */
export const shortcutNamed = (id: string): Shortcut | undefined =>
  [...shortcuts, peopleShortcut].find(one => one.id === id)
