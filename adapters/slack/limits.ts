/** What Slack takes, and where that is written; and what we allow ourselves. */
export const limits = {
  // docs.slack.dev/reference/block-kit/blocks
  blocks: 50,
  homeBlocks: 100,
  // The descriptions in @slack/types: header, button, option, input, text object.
  header: 150,
  buttonText: 75,
  buttonValue: 2_000,
  url: 3_000,
  actions: 25,
  optionText: 75,
  // 75 in @slack/types, 150 in Slack's Python SDK: the smaller is safe.
  optionValue: 75,
  options: 100,
  radios: 5,
  checkboxes: 10,
  // So many choices stand in sight; those with a line of their own below take twice the room.
  openList: 7,
  openTold: 2,
  menu: 5,
  fullLabel: 75,
  confirmTitle: 100,
  confirmText: 300,
  confirmLabel: 30,
  section: 3_000,
  folded: 10,
  tableRows: 100,
  tableColumns: 20,
  // docs.slack.dev/reference/block-kit/blocks/data-visualization-block; two a message.
  charts: 2,
  chartTitle: 50,
  chartBars: 20,
  chartLabel: 20,
  label: 2_000,
  actionId: 255,
  plainText: 3_000,
  typed: 3_000,
  // docs.slack.dev/reference/views/modal-views
  viewTitle: 24,
  viewButton: 24,
  viewBlocks: 100,
  viewMetadata: 3_000,
  // Undocumented (bolt-js #2867): 9,597 characters of block text, 15,561 of JSON were taken; 11,341 and 17,694 were not.
  messageText: 9_000,
  messageJson: 15_000,
  // A long text is cut into groups of this size, so that they can be spread over messages.
  groupText: 2_500,
  // docs.slack.dev: 4,000 advised for `text`, cut at 40,000. Escaping makes it longer, so we stop before.
  fallback: 3_000,
  fallbackEscaped: 4_000,
  // Nobody mentions more people than this in one line.
  mentions: 20,
  // Slack cuts what people type at 40,000 characters.
  typedLine: 40_000,
  // A row of buttons that is kind to a narrow screen.
  row: 5,
  // Slack sends far smaller bodies; Bolt reads 4 MB.
  bodyBytes: 1_000_000,
  // docs.slack.dev/authentication/verifying-requests-from-slack: five minutes; we hold it both ways.
  clockSkewSeconds: 300,
  // Slack stops waiting for an acknowledgement after 3 s.
  ackMs: 2_800,
  // Slack delivers an event again up to about six minutes later.
  rememberMs: 15 * 60_000,
  remembered: 20_000,
  callMs: 10_000,
  // docs.slack.dev/apis/web-api/rate-limits: one post a second to a channel, with short bursts.
  burst: 3,
  spacingMs: 1_000,
  // How long a message may wait in the queue: a person has given up by then, a reminder tries again later.
  queueMs: 120_000,
  // docs.slack.dev/reference/methods/conversations.history: no more than 200 at a time are advised.
  historyPage: 200,
  historyPages: 5,
  // docs.slack.dev/reference/methods/conversations.members: at most 1,000 at a time.
  memberPage: 1_000,
  memberPages: 20,
  // How long an answer waits to learn what it depends on: whether somebody is in a channel, or a guest.
  askMs: 2_000,
  personMs: 60 * 60_000,
  // How long an installation is believed in without looking: its removal is noticed by Slack's refusals before.
  installationMs: 60_000,
  installations: 5_000,
  people: 5_000,
  // docs.slack.dev/reference/methods/users.list: at most 1,000 at a time. Beyond so many, a colleague is chosen, not typed.
  peoplePage: 1_000,
  peoplePages: 5,
  // How long a file that somebody sent is waited for.
  fileMs: 10_000,
  // How long an answer waits to learn somebody's name or whose chat it is in.
  lookupMs: 1_000,
} as const
