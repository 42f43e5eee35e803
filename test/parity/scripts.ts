import type { Step as Question, Walkthrough } from '../../src/core/walkthrough.ts'
import type { Script, Step } from './script.ts'
import { content } from './stage.ts'

/** Every conversation that must go alike everywhere. */
export const scripts = (): readonly Script[] => [
  icebreaker,
  weekly,
  readings,
  ...content.walkthroughs.map(alone),
  inThread,
  typedInThread,
  mentionedInThread,
  byButtons,
  sharing,
  neighbour,
]

const escaped = (words: string): string => words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
const seen = (words: string): RegExp => new RegExp(escaped(words))
const dayMs = 24 * 3_600_000

const icebreaker: Script = {
  shows: 'An icebreaker: the asker alone looks at it, then all see the question',
  steps: [
    {
      who: 'ana',
      where: '#staff',
      says: '@hearth icebreaker teens light',
      sees: [/Nothing is posted yet/, /Is it age appropriate\?/],
      hides: [{ from: 'ben', words: /age appropriate/ }],
    },
    { who: 'ana', presses: 'Post here', shows: [{ to: 'ben', sees: /How to pass:/ }] },
    {
      who: 'ana',
      where: 'me',
      says: 'icebreaker blorp',
      sees: [/I do not know “blorp”/],
    },
  ],
}

const weekly: Script = {
  shows: 'A weekly icebreaker: set, posted when it is due, and stopped by a colleague',
  steps: [
    {
      who: 'ana',
      where: '#staff',
      says: '@hearth icebreaker every tuesday 9:00 tz Europe/London staff',
      sees: [/every Tuesday at 09:00 \(London time\)/],
      shows: [{ to: 'ben', sees: /Anyone here can stop it/ }],
    },
    { who: 'ana', waits: 2 * dayMs, shows: [{ to: 'ben', sees: /How to pass:/ }] },
    { who: 'ben', presses: 'Stop it', shows: [{ to: 'ana', sees: /ben stopped the icebreaker/ }] },
  ],
}

const readings: Script = {
  shows: 'Readings: found by words, saved, marked as done',
  steps: [
    { who: 'ana', where: 'me', says: 'readings art of gathering', sees: [/Art of Gathering/] },
    { who: 'ana', presses: 'Save', sees: [/[Ss]aved/] },
    { who: 'ana', where: 'me', says: 'readings saved', sees: [/Your saved readings|Saved readings/] },
  ],
}

/** Words that answer a question of this kind. */
function answerTo(question: Question, at: number): string {
  const [first, second] = question.options.map(one => one.label)
  switch (question.input) {
    case 'open':
      return `Answer ${at + 1}: tea & “cake” <for all> *now*`
    case 'yes-no-how':
      return `yes, with care no. ${at + 1}`
    case 'one':
      return first ?? 'The first of them'
    case 'several':
      return [first, second].filter(Boolean).join(', ') || 'Everybody'
    case 'people':
      return 'Ana, Ben'
    case 'date':
      return '2027-03-01'
  }
}

/** A walk-through answered line by line in one's own chat, looked over and taken home as a file. */
function alone(walkthrough: Walkthrough): Script {
  const name = `Try of ${walkthrough.id}`
  const { steps, command, title } = walkthrough
  const last = steps.length
  return {
    shows: `“${title}” typed line by line in one’s own chat, looked over and exported`,
    steps: [
      {
        who: 'ana',
        where: 'me',
        says: `${command} dm ${name}`,
        sees: [seen(`0 of ${last} answered`), seen(steps[0]?.question ?? '')],
        hides: [{ from: 'ben', words: seen(name) }],
      },
      ...steps.map(
        (step, at): Step => ({
          who: 'ana',
          where: 'me',
          says: answerTo(step, at),
          sees: [seen(`Kept as answer ${at + 1}`)],
        }),
      ),
      { who: 'ana', where: 'me', says: 'overview', sees: [seen(`${name}: overview`)] },
      { who: 'ana', where: 'me', says: 'export', sees: [/Here is “Try of [^”]+” with all its answers/] },
    ],
  }
}

const gathering = content.walkthroughs.find(one => one.id === 'gathering')
const questions = gathering?.steps ?? []

const inThread: Script = {
  shows: 'The gathering checklist of a channel, in the fields of each question',
  steps: [
    {
      who: 'ana',
      where: '#staff',
      says: '@hearth gathering thread Book swap',
      sees: [/0 of 11 answered/, /What is your ‘why’\?/],
      shows: [{ to: 'ben', sees: /Book swap/ }],
    },
    ...questions.map(
      (step, at): Step => ({
        who: at % 2 === 0 ? 'ana' : 'ben',
        presses: 'Save',
        fields: [answerTo(step, at)],
        sees: [seen(`Kept as answer ${at + 1}`)],
      }),
    ),
  ],
}

const typedInThread: Script = {
  shows: 'A line typed in the thread of a walk-through, without naming Hearth, is the answer',
  steps: [
    {
      who: 'ana',
      where: '#staff',
      says: '@hearth gathering thread Seed swap',
      sees: [/0 of 11 answered/, /What is your ‘why’\?/],
    },
    {
      who: 'ben',
      where: '#staff',
      under: 'Seed swap',
      says: 'So that gardeners meet',
      sees: [/Kept as answer 1/],
    },
    {
      who: 'ben',
      where: '#staff',
      under: 'Seed swap',
      says: '@hearth overview',
      sees: [/Seed swap: overview[\s\S]*So that gardeners meet/],
    },
  ],
}

const mentionedInThread: Script = {
  shows: 'A line that names Hearth, typed in the thread of a walk-through, is the answer too',
  steps: [
    {
      who: 'ana',
      where: '#staff',
      says: '@hearth gathering thread Tool day',
      sees: [/0 of 11 answered/, /What is your ‘why’\?/],
    },
    {
      who: 'ben',
      where: '#staff',
      under: 'Tool day',
      says: '@hearth So that neighbors mend together',
      sees: [/Kept as answer 1/],
    },
    { who: 'ana', where: '#staff', under: 'Tool day', says: '@hearth skip', sees: [/Question 3 of 11/] },
  ],
}

const byButtons: Script = {
  shows: 'Skip, park, back, more help, the whole form, stop and go on, by buttons',
  steps: [
    {
      who: 'ana',
      where: 'me',
      says: 'gathering dm Repair night',
      sees: [/0 of 11 answered/, /Question 1 of 11/],
    },
    { who: 'ana', presses: 'Skip', sees: [/Question 2 of 11/] },
    { who: 'ana', presses: 'Park', sees: [/Question 3 of 11/] },
    { who: 'ana', presses: 'More help', sees: [/Use the form the group already uses/] },
    { who: 'ana', where: 'me', says: 'The tutors ask', sees: [/Kept as answer/] },
    { who: 'ana', where: 'me', says: 'edit 3', sees: [/Your new words take the place/] },
    { who: 'ana', where: 'me', says: 'The barbers ask', sees: [/Kept as answer 3[\s\S]*Kept as answer 3/] },
    { who: 'ana', presses: 'Stop here', sees: [/I keep “Repair night” as it is/] },
    { who: 'ana', presses: 'Go on', sees: [/as it is[\s\S]*Question 4 of 11/] },
  ],
}

const sharing: Script = {
  shows: 'Share, which first shows where it will appear, and unshare',
  steps: [
    { who: 'ana', where: 'me', says: 'gathering dm Garden day', sees: [/0 of 11 answered/] },
    { who: 'ana', where: 'me', says: 'So that gardens meet', sees: [/Kept as answer/] },
    {
      who: 'ana',
      where: '#staff',
      says: '@hearth share',
      sees: [/This will appear in/],
      hides: [{ from: 'ben', words: /gardens meet/ }],
    },
    {
      who: 'ana',
      presses: 'Share it there',
      shows: [{ to: 'ben', sees: /shared by ana[\s\S]*So that gardens meet/ }],
    },
    { who: 'ana', where: 'me', says: 'unshare', sees: [/is not shared any more/], hides: [] },
  ],
}

const neighbour: Script = {
  shows: 'Share with your neighbour: a colleague reads it and writes on it',
  steps: [
    { who: 'ben', where: 'me', says: 'hello', sees: [/Hearth/] },
    { who: 'ana', where: 'me', says: 'gathering dm Open house', sees: [/0 of 11 answered/] },
    { who: 'ana', where: 'me', says: 'So that doors open', sees: [/Kept as answer/] },
    { who: 'ana', where: 'me', says: 'show a colleague', sees: [/Whom would you like to show it to\?/] },
    {
      who: 'ana',
      presses: 'Show them',
      fields: ['ben'],
      shows: [{ to: 'ben', sees: /ana shows you “Open house”[\s\S]*So that doors open/ }],
    },
    {
      who: 'ben',
      presses: 'Send to them',
      fields: ['The doors', 'Who holds them', ''],
      shows: [{ to: 'ana', sees: /ben wrote on “Open house”[\s\S]*The doors/ }],
    },
  ],
}
