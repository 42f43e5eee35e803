// The texts that licenses ask to go along with the code of others.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const line = '-'.repeat(80)

/** Name, version, license and its text, of each package in these folders. */
export function noticesOf(folders) {
  return folders.map(noticeOf).join(`\n${line}\n\n`)
}

function noticeOf(folder) {
  if (!existsSync(join(folder, 'package.json'))) throw new Error(`${folder} is no package`)
  const { name, version, license, author } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const file = readdirSync(folder).find(one => /^(licen[cs]e|copying)/i.test(one))
  const text = file ? readFileSync(join(folder, file), 'utf8') : `By ${author?.name ?? author}.`
  return `${name} ${version}: ${license}\n\n${text.trim()}\n`
}
