/** A command as the core's table has it; the platforms' own menus of commands are made of these. */
export interface ManifestCommand {
  name: string
  summary: string
  hint?: string
  /** It has no slash command of its own. */
  typedOnly?: true
}

/** What a manifest tells of an entry in Slack's menus. */
export interface ManifestShortcut {
  id: string
  /** `message`: in the menu of each message. */
  type: 'message' | 'global'
  name: string
  description: string
}
