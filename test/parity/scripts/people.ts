import type { Script } from '../script.ts'
import { fills, presses, says } from './steps.ts'

/** Who comes to the page behind an address: on the other platforms that is decided there, and this conversation goes otherwise. */
export const coming: Script = {
  shows: 'Who comes, each by a link of their own: listed, invited, and a link taken back',
  steps: [
    says('ana', 'me', 'hearth people', /Who is here/, /Invite a colleague/),
    fills('ana', ['Cleo Park'], 'Make a link', /The link for Cleo Park is ready/),
    presses('ana', 'Cancel the link', /The link for Cleo Park lets nobody in anymore/),
    says('ben', 'me', 'hearth invite Cleo Park', /Only those who look after this page can invite people/),
    says('ana', 'me', 'people remove ben', /Shall ben go\?/),
  ],
}
