import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { cleanLine } from './plain.ts'

const longestName = 100

/** Keeps a file that Hearth sent, never over another one; returns where. The same twice is one file. */
export async function saveFile(folder: string, name: string, content: string | Buffer): Promise<string> {
  await mkdir(folder, { recursive: true })
  for (let copy = 1; ; copy += 1) {
    const path = join(folder, numbered(safeName(name), copy))
    if (await written(path, Buffer.from(content))) return path
  }
}

async function written(path: string, content: Buffer): Promise<boolean> {
  try {
    // What Hearth sends may be private, so only its owner can read the file.
    await writeFile(path, content, { flag: 'wx', mode: 0o600 })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    return (await readFile(path).catch(() => undefined))?.equals(content) ?? false
  }
}

/** The name of a run is in the name of its file, and people choose it: no folders, no hidden files. */
function safeName(name: string): string {
  const safe = cleanLine(name)
    .replaceAll(/[/\\:*?"<>|]/g, '-')
    .replace(/^[.\s-]+/, '')
    .trim()
  return [...safe].slice(-longestName).join('') || 'file.txt'
}

function numbered(name: string, copy: number): string {
  if (copy === 1) return name
  const dot = name.lastIndexOf('.')
  return dot > 0 ? `${name.slice(0, dot)}-${copy}${name.slice(dot)}` : `${name}-${copy}`
}
