interface FetchFile {
  headers?: Readonly<Record<string, string>>
  /** Bytes that are taken at the most. */
  most: number
  patienceMs: number
}

/** What stands at an address, up to a limit. Nobody is followed elsewhere: a key in the headers is for this place alone. @throws {Error} */
export async function fetchFile(
  url: string,
  { headers = {}, most, patienceMs }: FetchFile,
): Promise<{ bytes: Uint8Array; type: string }> {
  const answer = await fetch(url, { headers, redirect: 'error', signal: AbortSignal.timeout(patienceMs) })
  if (!answer.ok || !answer.body) {
    await answer.body?.cancel()
    throw new Error(`a file was answered ${answer.status}`)
  }
  const pieces: Uint8Array[] = []
  let size = 0
  // Leaving the loop ends the answer, however much more there is.
  for await (const piece of answer.body) {
    pieces.push(piece)
    size += piece.length
    if (size >= most) break
  }
  return {
    bytes: new Uint8Array(Buffer.concat(pieces).subarray(0, most)),
    type: answer.headers.get('content-type') ?? '',
  }
}
