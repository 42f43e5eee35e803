import { mkdir, open, readFile, stat, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { basename, join } from 'node:path'
import type { Incoming } from '../../src/core/incoming.ts'
import { mostFetchedBytes } from '../../src/core/sent-file.ts'
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

/** What is asked for, with the file that it names: `import exports/tea.docx`. Where there is none, as it was typed. */
export async function withFile(asked: Incoming): Promise<Incoming> {
  const [, typed = ''] = /^\/?(?:hearth\s+)?import\s+(\S.*)$/i.exec(asked.text.trim()) ?? []
  // A window into which a file is dropped types its path in quotes, or with its spaces escaped.
  const path = typed
    .replace(/^(['"])(.*)\1$/, '$2')
    .replaceAll('\\ ', ' ')
    .replace(/^~(?=\/)/, homedir())
  if (path === '') return asked
  const bytes = await firstBytes(path).catch(() => undefined)
  return bytes ? { ...asked, kind: 'command', text: 'import', file: { name: basename(path), bytes } } : asked
}

async function firstBytes(path: string): Promise<Uint8Array | undefined> {
  if (!(await stat(path)).isFile()) return undefined
  const file = await open(path)
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(mostFetchedBytes), 0, mostFetchedBytes, 0)
    return new Uint8Array(buffer.subarray(0, bytesRead))
  } finally {
    await file.close()
  }
}
