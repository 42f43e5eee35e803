import { publicUrl } from './house.ts'

/** Somebody's browser: it keeps cookies, and reaches the public address of a Hearth. */
export function openBrowser(url: () => string) {
  const cookies = new Map<string, string>()
  return {
    cookies,
    /** Opens an address of Hearth's, whole or as a path; follows nothing by itself. */
    async open(address: string, method = 'GET') {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
      const response = await fetch(address.replace(publicUrl, '').replace(/^(?=\/)/, url()), {
        method,
        redirect: 'manual',
        headers: cookie ? { cookie } : {},
      })
      for (const set of response.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
        cookies.set(name, value)
      }
      const body = await response.text()
      const words = body
        .replace(/<style>.*<\/style>/s, '')
        .replace(/<[^>]+>/g, ' ')
        .replace(/\s+/g, ' ')
      return { status: response.status, headers: response.headers, body, words }
    },
    /** Presses “Add to Slack”; where Slack is to ask. */
    async begin(): Promise<string> {
      const page = await this.open('/slack/install')
      const [, begin = ''] = /class="go" href="([^"]+)"/.exec(page.body) ?? []
      return (await this.open(begin)).headers.get('location') ?? ''
    },
  }
}
