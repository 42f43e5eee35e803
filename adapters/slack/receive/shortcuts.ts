/** What Slack shows in its menus beside what people wrote, and what each means as it would be typed. */
export interface Shortcut {
  id: string
  type: 'message' | 'global'
  /** At most 24 characters: https://docs.slack.dev/reference/app-manifest */
  name: string
  description: string
  /** The command; what the message says goes behind it. */
  command: string
}

/** The shortcuts of the app, in the order of the menu. */
export const shortcuts: readonly Shortcut[] = [
  {
    id: 'icebreaker',
    type: 'global',
    name: 'Get an icebreaker',
    description: 'See a question to open with, in your direct messages with Hearth',
    command: 'icebreaker',
  },
  {
    id: 'note',
    type: 'message',
    name: 'Save as note',
    description: 'Keep this message as a note of your own, in Hearth',
    command: 'note',
  },
  {
    id: 'step',
    type: 'message',
    name: 'Make it a step',
    description: 'Add this message to your plan as a step',
    command: 'plan step',
  },
]
