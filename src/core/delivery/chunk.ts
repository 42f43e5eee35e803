/** A part of a message that is never torn. */
export interface Chunk {
  /** Belongs with what comes after it. */
  leads?: true
  /** Buttons and fields: they stay with what they are about, and outlast it when there is no room. */
  acts?: true
}

/** Whether pieces fit into one message of the platform. */
export type Fits<P> = (pieces: readonly P[]) => boolean

/** Spreads pieces over messages, in order. */
export function chunk<P extends Chunk>(pieces: readonly P[], fits: Fits<P>): P[][] {
  // Nearly every message is one, and is then weighed once.
  if (pieces.length > 0 && fits(pieces)) return [[...pieces]]
  const messages: P[][] = []
  let open: P[] = []
  for (const piece of pieces) {
    if (open.length > 0 && !fits([...open, piece])) {
      const moved = takeCompany(open, piece, fits)
      messages.push(open)
      open = moved
    }
    open.push(piece)
  }
  messages.push(open)
  return messages.filter(one => one.length > 0)
}

/** Takes off what belongs with the next piece: a heading, and for buttons the words before them. */
function takeCompany<P extends Chunk>(open: P[], next: P, fits: Fits<P>): P[] {
  const last = open.at(-1)
  const goes = last && !last.acts && (last.leads || next.acts) && open.length > 1 && fits([last, next])
  return goes ? open.splice(-1) : []
}

/** As many pieces as one message holds: the last buttons stay, and `more` owns up to what is left out. */
export function squeeze<P extends Chunk>(pieces: readonly P[], fits: Fits<P>, more: P): readonly P[] {
  if (fits(pieces)) return pieces
  const last = pieces.at(-1)
  const tail = last?.acts ? [more, last] : [more]
  const head: P[] = []
  for (const piece of pieces.slice(0, last?.acts ? -1 : undefined)) {
    if (!fits([...head, piece, ...tail])) break
    head.push(piece)
  }
  return [...head, ...tail]
}
