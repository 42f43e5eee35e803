/** A line of which the command itself asks what is meant: it is not asked about before. */
export const asksItself = (line: string): string => `hearth ${line}`
