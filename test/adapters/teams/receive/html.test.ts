import { describe, expect, it } from 'vitest'
import { wordsOfHtml } from '../../../../adapters/teams/receive/html.ts'
import { wordsOf } from '../../../../adapters/teams/receive/mention.ts'
import { activitySchema } from '../../../../adapters/teams/receive/payload.ts'

const mention = (name: string) => `<span itemtype="http://schema.skype.com/Mention" itemid="0">${name}</span>`

describe('The words of a message in HTML', () => {
  it.each([
    ['<p>one</p><p>two<br>three</p>', 'one\ntwo\nthree'],
    [`${mention('Hearth')} note ask ${mention('Ben')}`, 'note ask @Ben'],
    ['<at>Hearth</at> note <span class="x">soup</span>', 'note soup'],
    ['<blockquote><p>old</p></blockquote>new <img alt="🍲" src="x">', 'new 🍲'],
    ['<blockquote>never closed', 'never closed'],
    ['<script>x()</script><style>p{}</style>so', 'so'],
    ['2 &lt; 3 and 5 &gt; 4', '2 < 3 and 5 > 4'],
    ['a &lt;b&gt; &#128512; &#55357;', 'a <b> 😀 &#55357;'],
  ])('of %s', (html, words) => {
    expect(wordsOfHtml(html, ['']).replace(/^[\s,:]+/, '')).toBe(words)
  })

  it.each([
    ...['<img alt="', '<img ', '<blockquote ', '<blockquote>', '<script>', '<at ', '<at>', '<span '],
    ...['<span>', '</at>', '<', '&', '<br ', ' \n ', '<at>a</at>', '<img alt="a">', mention('a')],
  ])('are read at once, also where it is nothing but %s over and over', again => {
    const html = again.repeat(Math.ceil(240_000 / again.length))
    const before = process.cpuUsage()
    wordsOfHtml(html)
    wordsOf(
      activitySchema.parse({
        type: 'message',
        id: '1',
        text: html,
        from: { id: '29:ana' },
        recipient: { id: '28:bot' },
        conversation: { id: 'a' },
        serviceUrl: 'https://smba.trafficmanager.net/',
        channelId: 'msteams',
      }),
    )
    const { user, system } = process.cpuUsage(before)
    expect((user + system) / 1_000).toBeLessThan(1_500)
  })
})
