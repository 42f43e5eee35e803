import type { YAMLError } from 'yaml'
import type { z } from 'zod'
import { nearest } from '../core/language/did-you-mean.ts'

/** What is wrong with a line, as it stands and as it should: in words for people who have never heard of YAML. */
export interface FaultInWords {
  says: string
  /** The line, mended, where that is known. */
  write?: string
}

/** A fault of YAML's, by its code. `line`: the text of the line it stands on. */
export function inWords({ code, message }: Pick<YAMLError, 'code' | 'message'>, line: string): FaultInWords {
  if (/^ *\t/.test(line))
    return {
      says: 'a tab stands at the beginning of the line. Put spaces there.',
      write: line.replace(/\t/g, '  '),
    }
  const write = quoted(line)
  switch (code) {
    case 'BLOCK_AS_IMPLICIT_KEY':
    case 'MULTILINE_IMPLICIT_KEY':
    case 'BAD_SCALAR_START':
    case 'UNEXPECTED_TOKEN':
      return {
        says: 'a text with a sign in it that means something here, such as “: ”, “ #”, “[” or “@”, stands between quotation marks.',
        ...(write && { write }),
      }
    case 'BAD_INDENT':
      return {
        says: 'the line begins too far left or right. Let it begin below the first word of the line above.',
      }
    case 'MISSING_CHAR':
      return { says: 'a quotation mark or a bracket is opened, and never closed.' }
    case 'DUPLICATE_KEY':
      return { says: 'this stands twice in the same entry. Keep one of the two.' }
    default:
      return { says: message.split('\n')[0] ?? message }
  }
}

/** `text: Why: tea` with its text between quotation marks. */
function quoted(line: string): string | undefined {
  const [, before, value] = /^(\s*(?:- )?[\w-]+:\s+)(\S.*?)\s*$/.exec(line) ?? []
  if (!before || !value || /^["'|>]/.test(value)) return undefined
  return `${before}"${value.replace(/["\\]/g, '\\$&')}"`
}

const prose =
  /^\s*(?:- )?(text|chat|board|title|question|summary|why|host_first|pass_line|bridge|online_version|presumption_fix|label|intro):\s+([^\s"'|>#{[][^#]*\S)\s+#/

/** Lines whose text ends at a ` #`, since what follows is a note to oneself in YAML: it may have been meant to be said. */
export const cutTexts = (text: string): { line: number; ends: string }[] =>
  text.split('\n').flatMap((line, at) => {
    const [, , ends] = prose.exec(line) ?? []
    return ends ? [{ line: at + 1, ends: ends.slice(-40) }] : []
  })

/** What a schema finds wrong, in words: where, what, and the word to write in place of another, where that is known. */
export interface PlainIssue {
  path: readonly PropertyKey[]
  says: string
  instead?: { of: string; write: string }
}

/** An issue of zod's as whoever writes content would say it. */
export function inPlainWords(issue: z.core.$ZodIssue, schema: z.ZodType): PlainIssue {
  const { path } = issue
  switch (issue.code) {
    case 'invalid_value': {
      const wrote = String(issue.input ?? '')
      const names = issue.values.map(String)
      if (issue.input === undefined)
        return { path, says: `it is missing. It is one of: ${names.join(', ')}.` }
      const [meant] = nearest(wrote, names, 1)
      const says = `“${wrote}” is none of these: ${names.join(', ')}.`
      return meant ? { path, says, instead: { of: wrote, write: meant } } : { path, says }
    }
    case 'unrecognized_keys': {
      const [key = ''] = issue.keys
      const known = 'shape' in schema && path.length === 0 ? Object.keys(schema.shape as object) : []
      const [meant] = nearest(key, known, 1)
      const says = `there is no field of this name.${meant ? '' : ' Take it out.'}`
      return { path: [...path, key], says, ...(meant && { instead: { of: key, write: meant } }) }
    }
    case 'invalid_type':
      return {
        path,
        says:
          issue.input === undefined
            ? 'it is missing.'
            : `here belongs ${belongs[issue.expected] ?? issue.expected}.`,
      }
    case 'too_small':
      return {
        path,
        says:
          issue.origin === 'string'
            ? 'it is empty.'
            : `at least ${issue.minimum}${issue.origin === 'array' ? ' of them' : ''}.`,
      }
    case 'too_big':
      return {
        path,
        says: `at most ${issue.maximum}${issue.origin === 'string' ? ' characters' : issue.origin === 'array' ? ' of them' : ''}.`,
      }
    case 'invalid_union': {
      const [first] = issue.errors.flat()
      return first
        ? inPlainWords({ ...first, path: [...path, ...first.path] } as z.core.$ZodIssue, schema)
        : { path, says: issue.message }
    }
    default: {
      const wrote = 'input' in issue ? issue.input : undefined
      const isId = path.at(-1) === 'id' && typeof wrote === 'string'
      const slug = isId ? asSlug(wrote) : ''
      return { path, says: issue.message, ...(slug && { instead: { of: wrote as string, write: slug } }) }
    }
  }
}

const belongs: Readonly<Record<string, string>> = {
  string: 'a text',
  array: 'a list, such as [staff, adults]',
  object: 'a group of fields, such as { min: 2, max: 4 }',
  number: 'a number',
  int: 'a whole number',
  boolean: '“true” or “false”',
}

/** A name as it can stand in an id. */
const asSlug = (name: string): string =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')

/** What is wrong with a value, and the line as it should be, where its field and what stands there tell what was meant. */
export function valueInWords({ path, says, instead }: PlainIssue, line: string): FaultInWords {
  if (path.at(-1) === 'retired')
    return {
      says: 'it is either there, as “true”, or not at all.',
      write: line.replace(/retired:\s*[^,}\s]+/, 'retired: true'),
    }
  if (!instead || !line.includes(instead.of)) return { says }
  const at = line.lastIndexOf(instead.of)
  return { says, write: `${line.slice(0, at)}${instead.write}${line.slice(at + instead.of.length)}` }
}
