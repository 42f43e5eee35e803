import { z } from 'zod'

const home = /^~(?=$|[/\\])/
const variable = /\$\{?[A-Za-z_]\w*\}?|%[A-Za-z_]\w*%/
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are looked for
const control = /[\u0000-\u001f]/

/** What is wrong with the path of a folder, where a shell or `.env` would have made another of it; undefined: nothing. */
function fault(path: string): string | undefined {
  const where = JSON.stringify(path)
  if (control.test(path))
    return `is ${where}: \\n in double quotes is a line break, and no folder is called so. Write the path without quotes, or with / in place of \\.`
  if (home.test(path))
    return `is ${where}, and only a shell makes your home folder of ~. Write the whole path, such as ${process.env.HOME ?? '/home/you'}${path.slice(1)}.`
  const [name] = variable.exec(path) ?? []
  if (name) return `is ${where}, and nothing puts a value in place of ${name}. Write the whole path.`
  return undefined
}

/** The path of a folder as people set it; empty counts as left out. */
export const folderPath = z
  .string()
  // Line breaks at the ends may be what a tab or \n in quotes became: they are looked at before they would be cut off.
  .superRefine((value, context) => {
    const message = fault(value.replace(/^ +| +$/g, ''))
    if (message) context.addIssue({ code: 'custom', message })
  })
  .transform(value => value.trim() || undefined)
  .optional()
