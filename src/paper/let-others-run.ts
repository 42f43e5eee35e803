/** Lets all else that waits go first: a long paper is made a piece at a time. */
export const letOthersRun = (): Promise<void> => new Promise(resolve => setImmediate(resolve))
