import type { Step as Question, Walkthrough } from '../../../src/features/walkthrough/schema.ts'
import type { Script, Step } from '../script.ts'
import { content } from '../stage.ts'
import { seen, times } from './steps.ts'

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
        sees: [seen(`0 of ${last} questions answered`), seen(steps[0]?.question ?? '')],
        hides: [{ from: 'ben', words: seen(name) }],
      },
      ...steps.map(
        (step, at): Step => ({
          who: 'ana',
          where: 'me',
          says: answerTo(step, at),
          sees: [seen(`Saved as answer ${at + 1}`)],
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
      sees: [/0 of 11 questions answered/, /What is your ‘why’\?/],
      shows: [{ to: 'ben', sees: /Book swap/ }],
    },
    ...questions.flatMap((step, at): Step[] => {
      const [who, other] = at % 2 === 0 ? ['ana', 'ben'] : ['ben', 'ana']
      const next = at + 1 < questions.length ? seen(`Question ${at + 2} of 11`) : seen('where it stands')
      return [
        ...(step.input === 'yes-no-how' ? [{ who, presses: 'Answer in your own words' }] : []),
        {
          who,
          presses: 'Save and continue',
          fields: [answerTo(step, at)],
          sees: [seen(`Saved as answer ${at + 1}`)],
        },
        { who: other, presses: 'Next question', sees: [next] },
      ]
    }),
  ],
}

const typedInThread: Script = {
  shows: 'A line typed in the thread of a walk-through, without naming Hearth, is the answer',
  steps: [
    {
      who: 'ana',
      where: '#staff',
      says: '@hearth gathering thread Seed swap',
      sees: [/0 of 11 questions answered/, /What is your ‘why’\?/],
    },
    {
      who: 'ben',
      where: '#staff',
      under: 'Seed swap',
      says: 'So that gardeners meet here',
      sees: [/Saved as answer 1/],
    },
    {
      who: 'ben',
      where: '#staff',
      under: 'Seed swap',
      says: '@hearth overview',
      sees: [/Seed swap: overview[\s\S]*So that gardeners meet here/],
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
      sees: [/0 of 11 questions answered/, /What is your ‘why’\?/],
    },
    {
      who: 'ben',
      where: '#staff',
      under: 'Tool day',
      says: '@hearth So that neighbors mend together',
      sees: [/Saved as answer 1/],
    },
    {
      who: 'ana',
      where: '#staff',
      under: 'Tool day',
      says: '@hearth And that tools are shared',
      sees: [/Saved as answer 1/],
    },
    {
      who: 'ana',
      where: '#staff',
      under: 'Tool day',
      says: '@hearth next question',
      sees: [/Question 2 of 11/],
    },
  ],
}

const byButtons: Script = {
  shows: 'Skip, back, park, more help, stop and continue, by buttons',
  steps: [
    {
      who: 'ana',
      where: 'me',
      says: 'gathering dm Repair night',
      sees: [/0 of 11 questions answered/, /Question 1 of 11/],
    },
    { who: 'ana', presses: 'Skip', sees: [/Question 2 of 11/] },
    {
      who: 'ana',
      presses: 'Previous question',
      sees: [times(2, 'Question 1 of 11')],
    },
    { who: 'ana', presses: 'Skip', sees: [times(2, 'Question 2 of 11')] },
    { who: 'ana', presses: 'Come back later', sees: [/Question 3 of 11/] },
    { who: 'ana', where: 'me', says: 'The tutors ask', sees: [/Saved as answer/] },
    { who: 'ana', where: 'me', says: 'edit 3', sees: [/A new answer replaces it/] },
    {
      who: 'ana',
      where: 'me',
      says: 'The barbers ask',
      sees: [/Saved as answer 3[\s\S]*Changed answer 3: “The barbers ask”/],
    },
    { who: 'ana', presses: 'Stop here', sees: [/“Repair night” is saved\. Come back anytime/] },
    { who: 'ana', presses: 'Continue', sees: [/Come back anytime[\s\S]*Question 4 of 11/] },
    { who: 'ana', presses: 'Hints', sees: [/Put the who and the why in the first line/] },
  ],
}

const wholeForm: Script = {
  shows: 'The whole checklist at once, in one form',
  steps: [
    { who: 'ana', where: 'me', says: 'gathering dm Game night', sees: [/0 of 11 questions answered/] },
    { who: 'ana', where: 'me', says: 'form', sees: [/Save all/] },
    {
      who: 'ana',
      presses: 'Save all',
      fields: questions.map(answerTo),
      sees: [/Game night: where it stands/],
    },
  ],
}

/** The guide's exercises, in every way that they can be answered. */
export const walked: readonly Script[] = [
  ...content.walkthroughs.map(alone),
  inThread,
  typedInThread,
  mentionedInThread,
  byButtons,
  wholeForm,
]
