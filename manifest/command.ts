/** A command as the core's table has it; the platforms' own menus of commands are made of these. */
export interface ManifestCommand {
  name: string
  summary: string
  hint?: string
  /** It has no slash command of its own. */
  typedOnly?: true
}
