/** Bytes of a file that Hearth reads. */
export const mostFileBytes = 5 * 1024 * 1024

/** Bytes of a file that are fetched: one more than Hearth reads tells that it is larger. */
export const mostFetchedBytes = mostFileBytes + 1

/** Whether a file is one that Hearth reads, by its name: a form that was filled in, or a list. Others are left alone. */
export const isReadable = (name: string): boolean =>
  /\.(?:docx?|md|markdown|csv|tsv|xlsx|xlsm|xls)$/i.test(name)
