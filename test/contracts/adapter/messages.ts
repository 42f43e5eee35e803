import {
  binaryFile,
  bold,
  button,
  buttons,
  checks,
  code,
  facts,
  file,
  fold,
  form,
  heading,
  italic,
  link,
  list,
  type Message,
  numbered,
  opens,
  person,
  quiet,
  quote,
  row,
  secondary,
  table,
  text,
  withFullLabel,
} from '../../../src/core/message.ts'

/** A message for each kind of block, with words that must be seen whatever it is drawn with. */
export const everyKind: { name: string; message: Message; words: string[] }[] = [
  { name: 'a heading', message: [heading('Good morning')], words: ['Good morning'] },
  {
    name: 'text with every kind of span',
    message: [text('plain ', bold('strong'), ' ', italic('soft'), ' ', code('next'))],
    words: ['plain', 'strong', 'soft', 'next'],
  },
  {
    name: 'a link and a person',
    message: [text(link('the guide', 'https://example.org/guide'), ' ', person({ id: 'ben', name: 'ben' }))],
    words: ['the guide', 'https://example.org/guide', 'ben'],
  },
  { name: 'quiet text and a quote', message: [quiet('aside'), quote('cited')], words: ['aside', 'cited'] },
  {
    name: 'facts',
    message: [
      facts([
        ['Suits', 'teens'],
        ['Time', '5 minutes'],
      ]),
    ],
    words: ['Suits', 'teens', '5 minutes'],
  },
  {
    name: 'lists',
    message: [list(['tea', 'cake']), numbered(['pour'])],
    words: ['tea', 'cake', '1.', 'pour'],
  },
  {
    name: 'progress in words',
    message: [{ type: 'progress', done: 4, total: 11, label: 'questions' }],
    words: ['4 of 11 questions'],
  },
  {
    name: 'progress of nothing at all',
    message: [{ type: 'progress', done: 0, total: 0, label: '' }],
    words: ['0 of 0'],
  },
  {
    name: 'buttons',
    message: [buttons(button('Go', 'go', 'primary'), opens('Read', 'https://example.org/'))],
    words: ['Go', 'Read'],
  },
  {
    name: 'buttons behind ⋯',
    message: [
      buttons(button('Go', 'go'), secondary(button('Later', 'later')), secondary(button('Stop', 'x'))),
    ],
    words: ['Go', 'Later', 'Stop'],
  },
  {
    name: 'a button that asks first',
    message: [
      buttons({
        ...button('Delete it', 'delete', 'danger'),
        confirm: { text: 'Delete it for good?', yes: 'Delete', command: 'delete yes' },
      }),
    ],
    words: ['Delete it'],
  },
  {
    name: 'rows with what can be done beside them',
    message: [
      row([bold('Book the room'), ' · due Fri, Dec 4'], 'Spring coffee', button('Done', 'done 1')),
      row(
        [link('The Art of Gathering', 'https://example.org/art')],
        'Priya Parker · book',
        secondary(withFullLabel('Save “The Art of Gathering”', button('Save', 'save art'))),
        secondary(button('Mark as read', 'done art')),
      ),
    ],
    words: [
      'Book the room',
      'due Fri, Dec 4',
      'Spring coffee',
      'Done',
      'The Art of Gathering',
      'Save',
      'Mark as read',
    ],
  },
  {
    name: 'things to tick off',
    message: [
      checks('Steps', 'plan check', [
        { id: 's1', label: 'Call the tutor', detail: 'Ana', checked: true },
        { id: 's2', label: 'Book the room', checked: false },
      ]),
    ],
    words: ['Call the tutor', 'Ana', 'Book the room'],
  },
  {
    name: 'a folded part with the buttons after it',
    message: [
      fold('Is it right for us?', facts([['Inclusive of all?', 'Yes']]), list(['Keep guesses off money'])),
      buttons(button('Post', 'post')),
    ],
    words: ['Is it right for us?', 'Inclusive of all?', 'Keep guesses off money', 'Post'],
  },
  {
    name: 'a table',
    message: [
      table(
        ['Question', 'Answer'],
        [
          ['Who comes?', 'Neighbors'],
          ['When?', ''],
        ],
      ),
    ],
    words: ['Answer', 'Who comes?', 'Neighbors', 'When?'],
  },
  {
    name: 'a form with every kind of input',
    message: [
      form(
        [
          { id: 'line', label: 'Line', type: 'line' },
          { id: 'paragraph', label: 'Paragraph', type: 'paragraph', hint: 'As long as you like' },
          { id: 'date', label: 'Date', type: 'date', value: '2026-12-01' },
          {
            id: 'one',
            label: 'One',
            type: 'one',
            options: [{ value: 't', label: 'Teens', hint: '12 to 17' }],
            value: 't',
          },
          { id: 'several', label: 'Several', type: 'several', options: [{ value: 'a', label: 'Adults' }] },
          { id: 'person', label: 'Person', type: 'person' },
          { id: 'channel', label: 'Channel', type: 'channel' },
        ],
        button('Save', 'save'),
      ),
    ],
    words: ['Line', 'Paragraph', 'Date', 'One', '12 to 17', 'Several', 'Person', 'Channel', 'Save'],
  },
  { name: 'a file', message: [file('plan.md', 'Bring tea.')], words: ['plan.md'] },
  {
    name: 'a file that is no text',
    message: [binaryFile('plan.docx', Uint8Array.from([0x50, 0x4b, 3, 4, 0, 255, 254]))],
    words: ['plan.docx'],
  },
  { name: 'an empty message', message: [], words: [] },
]

/** Lines that mean something to one platform or another, and nothing to us. */
export const typedByPeople = [
  '<!channel> come all',
  '<@U123> and <#C123> and @everyone',
  '*bold* _soft_ ~gone~ `code`',
  '[a link](https://example.org/) & <https://example.org/|another>',
  '&lt;b&gt; &amp;amp; <b>markup</b> <at>ben</at>',
  ':tada: 🎉 👩‍👩‍👧 日本語 עברית',
  '> not a quote',
  '$1 \\n %s {{name}}',
  'hearth, what is this?',
  'hearth about',
]
