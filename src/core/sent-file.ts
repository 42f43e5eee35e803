/** Bytes of a file that Hearth reads. */
export const mostFileBytes = 5 * 1024 * 1024

/** Bytes of a file that are fetched: one more than Hearth reads tells that it is larger. */
export const mostFetchedBytes = mostFileBytes + 1

/** Whether a file is one that Hearth reads, by its name: a form that was filled in, a list, or content. Others are left alone. */
export const isReadable = (name: string): boolean =>
  isContent(name) || /\.(?:docx?|md|markdown|csv|tsv|xlsx|xlsm|xls)$/i.test(name)

/** Whether a file is content of a library's own, by its name. */
export const isContent = (name: string): boolean => /\.ya?ml$/i.test(name)
