/** The names in a setting that lists some, with commas, semicolons or spaces between. */
export const namesIn = (listed: string): string[] => listed.split(/[\s,;]+/).filter(Boolean)
