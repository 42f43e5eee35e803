/** What Teams takes, and where that is written; and what we allow ourselves. */
export const limits = {
  // learn.microsoft.com, “Format your bot messages”: about 100 KB with room to spare; some clients refused 28 KB to 70 KB.
  messageBytes: 25_000,
  // Of that, what an activity has beside the card and its summary.
  envelopeBytes: 1_500,
  // A group that must stay together is kept below this, its text alternative counted twice, so that it fits into a message.
  groupBytes: 21_000,
  // A longer line is cut into lines of this size, so that they can be spread over messages.
  lineBytes: 5_000,
  heading: 300,
  linkTitle: 200,
  label: 600,
  optionText: 300,
  optionValue: 300,
  // The renderer's own limit (adaptivecards: hostConfig.actions.maxActions).
  row: 5,
  // Pixels of a row of buttons in a card that is 318 pixels wide, as it is beside an open document.
  rowWidth: 302,
  // Only what is in a card's inputs comes with a press; choices that take more lines than these are searched rather than listed.
  expanded: 6,
  // Of a list to tick off that takes more lines, the question is in sight, and the list opens under it.
  openList: 8,
  // So many characters of a choice stand in one line of a narrow card.
  listLine: 55,
  options: 100,
  // In a narrow window a longer label is cut off in the middle of a word, with no sign that it goes on.
  buttonText: 40,
  // So much of what opens a folded part has room beside two buttons and ⋯, at 446 pixels.
  toggleText: 22,
  // The tooltip then shows up to so many characters.
  buttonHint: 120,
  // In bytes. It is in the message twice, for old clients, and travels with every press.
  buttonValue: 1_200,
  url: 2_000,
  // Teams cuts what people type at about 28 KB.
  typedLine: 40_000,
  bodyBytes: 256 * 1024,
  // learn.microsoft.com, “Universal Actions”: a press not answered in time shows “Unable to reach app”.
  ackMs: 2_500,
  // Teams delivers an activity again that took more than 15 s (MicrosoftDocs/msteams-docs#6084).
  rememberMs: 15 * 60_000,
  remembered: 20_000,
  callMs: 8_000,
  // learn.microsoft.com, “Rate limit”: per conversation 7 in 1 s, 8 in 2 s, 60 in 30 s.
  burst: 4,
  spacingMs: 550,
  // The same page: 30 a second for an app in a tenant, and some tenants were held to less.
  tenantBurst: 10,
  tenantSpacingMs: 50,
  // How long a message may wait in the queue: a person has given up by then, a reminder tries again later.
  queueMs: 120_000,
  // How long an answer waits to learn a name or who is in a conversation.
  lookupMs: 1_000,
  rosterMs: 10 * 60_000,
  rosters: 500,
  // Somebody who is not known is looked for in the rosters of so many conversations.
  roomsAround: 10,
  // What is remembered of names and people beside what is stored: the least used goes, and is looked up again.
  names: 5_000,
  // Where nobody is checked, a program may call itself by any tenant: so many are kept apart.
  localTenants: 20,
  teams: 2_000,
  people: 20_000,
  unsaved: 5_000,
  // A form that is sent twice within so long, with the same words in it, was pressed twice.
  doublePressMs: 3_000,
  presses: 1_000,
  // How long a file waits for its owner to take it.
  fileMs: 24 * 60 * 60_000,
  files: 200,
  // Of one person: whoever asks for more lets their own oldest go.
  filesOfOne: 20,
} as const
