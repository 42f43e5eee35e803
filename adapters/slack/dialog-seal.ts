import { createHmac, timingSafeEqual } from 'node:crypto'
import type { types } from '@slack/bolt'

/** Sees to it that a dialog acts where Hearth opened it, for whom it was opened. */
export interface DialogSeal {
  /** The same dialog, with what Hearth noted in it signed for this person. */
  sealed(view: types.ModalView, person: string): types.ModalView
  /** What Hearth noted in a dialog that this person sent; undefined: it noted no such thing. */
  opened(metadata: string | undefined, person: string): string | undefined
}

/** A point stands behind it. */
const signatureLength = 43

/** Signs with a secret of the app's: what comes back from a dialog names a place, and nobody else may name one. */
export function createDialogSeal(secret: string): DialogSeal {
  const sign = (noted: string, person: string) =>
    createHmac('sha256', `hearth, dialogs: ${secret}`).update(`${person} ${noted}`).digest('base64url')
  return {
    sealed: (view, person) => {
      const noted = view.private_metadata ?? ''
      return { ...view, private_metadata: `${sign(noted, person)}.${noted}` }
    },
    opened(metadata = '', person) {
      const [given, noted] = [metadata.slice(0, signatureLength), metadata.slice(signatureLength + 1)]
      const expected = Buffer.from(sign(noted, person))
      const is = given.length === expected.length && timingSafeEqual(Buffer.from(given, 'latin1'), expected)
      return is ? noted : undefined
    },
  }
}
