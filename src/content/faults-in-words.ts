import type { YAMLError } from 'yaml'

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

/** What is wrong with a value, where its field and what stands there tell what was meant. */
export function valueInWords(path: readonly PropertyKey[], message: string, line: string): FaultInWords {
  const field = String(path.at(-1) ?? '')
  if (field === 'retired')
    return {
      says: 'it is either there, as “true”, or not at all.',
      write: line.replace(/retired:\s*[^,}\s]+/, 'retired: true'),
    }
  return { says: message }
}
