// Finds what Hearth says in its sources: each sentence once, with `{placeholders}` where something is put into it. Used when Hearth is
// built (scripts/content.mjs), so that a library's own words can be checked against it, and by `npm run phrases`.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseAst } from 'rolldown/parseAst'

/** Where people are spoken to beside the features, with the file that each part's sentences go into; what is for whoever runs Hearth stays in English. */
const folders = [
  ['everywhere', 'src/core'],
  ['everywhere', 'src/paper'],
  ['home', 'src/app'],
  ['page', 'adapters/web'],
]

/** Every feature speaks to people: a new folder needs no line here. */
const features = root =>
  readdirSync(join(root, 'src/features'), { withFileTypes: true })
    .filter(one => one.isDirectory())
    .map(({ name }) => [name, `src/features/${name}`])
    .sort()

/** Files whose texts are read, not said: what people type, and what only whoever writes content or runs Hearth sees. */
const readOnly =
  /\/grammar\/|(?:grammar|parse-filters|synonyms|twins|schema|propose|typed-moves|meanings|presumption|personal-data-kinds)\.ts$|core\/(?:language|language\/.*|cards|store)\.ts$|app\/(?:app|move|store|http-server|understand|check-content|phrases|platforms|calendar-route)\.ts$|web\/(?:doctor-check|journal|personal-data|people|limits|address)\.ts$|web\/membership\/|core\/language\//

/** Files with words that people type beside what is said: there a text that does not begin like a sentence is read, not said. */
const halfRead =
  /core\/time\/|readings\/(?:search|schema)|icebreaker\/(?:deck|misses)|language\/|parse-|calendar-file|twins/

/** Files that speak to browsers as well: there a text is said where it is shown, or is a whole sentence. */
const technical = /^adapters\//

/** Calls whose words are shown; of some, only the arguments that are words. */
const shows = new Map([
  ...[
    'text',
    'quiet',
    'quote',
    'bold',
    'italic',
    'heading',
    'list',
    'numbered',
    'facts',
    'row',
    'fold',
    'table',
  ].map(all),
  ...['chart', 'UserError', 'line', 'aside', 'section', 'paragraph', 'apology', 'withFullLabel', 'say'].map(
    all,
  ),
  ['checks', [0, 2]],
  ['button', [0]],
  ['dueButton', [0]],
  ['opens', [0]],
  ['link', [0]],
  ['press', [1]],
  ['planButton', [1]],
  ['stepButton', [2]],
  ['DeliveryError', [1]],
  ['Refusal', [1, 2]],
])
function all(name) {
  return [name, undefined]
}

/** Calls whose words are not shown: they are looked for, typed, or told to whoever runs Hearth. */
const hides = new Set([
  ...[
    'code',
    'startsWith',
    'endsWith',
    'includes',
    'indexOf',
    'split',
    'join',
    'match',
    'matchAll',
    'test',
    'exec',
  ],
  ...[
    'localeCompare',
    'get',
    'has',
    'RegExp',
    'Error',
    'RangeError',
    'OperatorError',
    'kind',
    'index',
    'onStep',
  ],
  ...['info', 'warn', 'error', 'log', 'replace', 'replaceAll', 'padStart', 'describe', 'Intl'],
])

/** Fields that are no words of ours. */
const hiddenFields = new Set([
  ...[
    'command',
    'id',
    'type',
    'style',
    'kind',
    'means',
    'keywords',
    'phrases',
    'aliases',
    'version',
    'language',
  ],
  ...['name', 'value', 'timeZone', 'code', 'hint', 'url'],
])
/** Fields that are. */
const shownFields = new Set([
  'label',
  'fullLabel',
  'title',
  'summary',
  'yes',
  'about',
  'said',
  'why',
  'detail',
  'words',
])

/** What is typed, or pressed. */
const commands =
  /^(?:\/|hearth|icebreaker|plan|readings|gathering|walk|note|import|my-?|settings|audit|pillars|case|strategies|advisory|calendar|language|things|year|share|help|undo|remind|answer|write|edit|append|park|done|step|set|keep|drop|choose|hold|forget|export|privacy|retention|closed|zone|quiet|working|crisis)\b(?! (?:is|are|was|you|for|it)\b)/

/** At most so many ways in which one sentence can be put together are told. */
const most = 24

/**
 * All that Hearth says, with how sentences that are put together from several are told in another language: as a translation that
 * stands beside Hearth names them.
 */
export function listOfSentences(root, translated) {
  const inCode = sentencesInCode(root)
  const known = new Set(inCode.map(one => one.sentence))
  const shapes = inCode.map(one => ({
    part: one.part,
    begins: one.sentence.split('{', 1)[0],
    shape: shapeOf(one.sentence),
  }))
  const together = translated
    .filter(one => !known.has(one))
    .map(sentence => ({
      // Most do not even begin alike, which is seen sooner than that a shape does not fit.
      part:
        shapes.find(({ begins, shape }) => sentence.startsWith(begins) && shape.test(sentence))?.part ??
        'everywhere',
      sentence,
    }))
  return [...inCode.map(({ part, sentence }) => ({ part, sentence })), ...together]
}

const shapeOf = sentence =>
  new RegExp(
    `^${sentence
      .split(/\{[\w#]*\}/)
      .map(one => one.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('.*')}$`,
    's',
  )

/** All that Hearth says: each sentence with the part it belongs to and where it stands. */
export function sentencesInCode(root) {
  const found = new Map()
  for (const [part, folder] of [...features(root), ...folders])
    for (const file of readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).sort()) {
      const name = `${folder}/${file}`
      if (!file.endsWith('.ts') || readOnly.test(name)) continue
      for (const one of sentencesOf(readFileSync(join(root, name), 'utf8'), name))
        if (!found.has(one.sentence)) found.set(one.sentence, { part, ...one })
    }
  return [...found.values()]
}

function sentencesOf(code, file) {
  const tree = parseAst(code, { lang: 'ts' }, file)
  const constants = constantsOf(tree)
  const found = []
  visit(tree, false)
  return found

  function visit(node, isShown) {
    if (typeof node !== 'object' || node === null) return
    if (Array.isArray(node)) return visitAll(node, isShown)
    switch (node.type) {
      case 'ImportDeclaration':
      case 'ExportAllDeclaration':
      case 'TSTypeAnnotation':
      case 'TSTypeAliasDeclaration':
      case 'TSInterfaceDeclaration':
      case 'TSTypeParameterInstantiation':
        return
      case 'TaggedTemplateExpression':
        // Markup is no sentence; what is put into it may be.
        return visitAll(node.quasi.expressions, false)
      case 'BinaryExpression':
        if (/^(?:[!=]=|in|instanceof)/.test(node.operator)) return
        if (node.operator === '+') return told(node, isShown)
        break
      case 'SwitchCase':
        return visitAll(node.consequent, false)
      case 'ConditionalExpression':
        visit(node.test, false)
        visit(node.consequent, isShown)
        return visit(node.alternate, isShown)
      case 'Property': {
        if (node.computed) visit(node.key, false)
        const name = node.key.name ?? node.key.value
        if (hiddenFields.has(name) && !(name === 'hint' && isInput(node.parentObject))) return
        return visit(node.value, isShown || shownFields.has(name))
      }
      case 'ObjectExpression':
        for (const one of node.properties) one.parentObject = node
        // What is kept under an English name may be shown: a table of names.
        return visitAll(node.properties, isShown)
      case 'NewExpression':
      case 'CallExpression': {
        const name = node.callee.name ?? node.callee.property?.name
        if (node.callee.type === 'MemberExpression') visit(node.callee.object, isShown)
        if (hides.has(name))
          return visitAll(
            node.arguments.filter(one => !isLiteral(one)),
            false,
          )
        if (shows.has(name)) {
          const which = shows.get(name)
          for (const [at, one] of node.arguments.entries())
            if (!which || which.includes(at)) visit(one, true)
            else if (!isLiteral(one)) visit(one, false)
          return
        }
        return visitAll(node.arguments, false)
      }
      case 'Literal':
      case 'TemplateLiteral':
        return told(node, isShown)
    }
    for (const [key, child] of Object.entries(node)) if (key !== 'parentObject') visit(child, isShown)
  }

  function visitAll(nodes, isShown) {
    for (const one of nodes) visit(one, isShown)
  }

  function told(node, isShown) {
    if (node.type === 'Literal' && typeof node.value !== 'string') return
    for (const text of waysOf(node)) {
      const sentence = namedApart(text.replace(/\s+/g, ' ').trim())
      const isRead =
        !isShown &&
        ((halfRead.test(file) && !/^["“(]?\p{Lu}/u.test(sentence)) ||
          (technical.test(file) && !/^\p{Lu}.*[.!?]$/su.test(sentence)))
      if (!isRead && isSaid(sentence, isShown))
        found.push({ sentence, where: `${file}:${lineOf(code, node.start)}` })
    }
    if (node.type === 'TemplateLiteral') for (const one of node.expressions) visit(one, false)
  }

  /** Every way in which a text may be put together, with names for what only a run knows. */
  function waysOf(node, depth = 0) {
    switch (node?.type) {
      case 'Literal':
        return [String(node.value ?? '')]
      case 'ParenthesizedExpression':
      case 'TSAsExpression':
      case 'TSNonNullExpression':
        return waysOf(node.expression, depth)
      case 'TemplateLiteral':
        return node.quasis.reduce(
          (ways, { value }, at) => {
            const inner = node.expressions[at]
            return cross(ways, cross([value.cooked], inner ? waysOf(inner, depth + 1) : ['']))
          },
          [''],
        )
      case 'BinaryExpression':
        return node.operator === '+'
          ? cross(waysOf(node.left, depth), waysOf(node.right, depth))
          : [placeholder(node)]
      case 'ConditionalExpression':
        return unique([...waysOf(node.consequent, depth), ...waysOf(node.alternate, depth)])
      case 'LogicalExpression':
        return unique([...waysOf(node.left, depth), ...waysOf(node.right, depth)])
      case 'Identifier': {
        const known = constants.get(node.name)
        // What is a sentence by itself is told by itself.
        const ways = known && depth < 4 ? waysOf(known, depth + 1) : []
        return ways.length > 0 && !ways.some(one => /[.!?]”?$/.test(one)) ? ways : [placeholder(node)]
      }
      default:
        return [placeholder(node)]
    }
  }
}

/** No two places of a sentence have one name, and no two stand side by side: nobody could tell where one ends. */
function namedApart(sentence) {
  const seen = new Map()
  return sentence.replace(/(?:\{[\w#]*\})+/g, run => {
    const [name] = run.slice(1).split('}')
    const count = (seen.get(name) ?? 0) + 1
    seen.set(name, count)
    return count === 1 ? `{${name}}` : `{${name.replace('#', '')}${count}${name.endsWith('#') ? '#' : ''}}`
  })
}

const cross = (some, others) => unique(some.flatMap(one => others.map(other => one + other))).slice(0, most)
const unique = all => [...new Set(all)]
const isLiteral = node => node.type === 'Literal' || node.type === 'TemplateLiteral'
const isInput = object =>
  object?.properties.some(one => (one.key?.name === 'label' || one.key?.name === 'options') && one.value) ??
  false

/** Texts that a file names once, by their names: `const where = …`. */
function constantsOf(tree) {
  const found = new Map()
  const twice = new Set()
  const visit = node => {
    if (typeof node !== 'object' || node === null) return
    if (node.type === 'VariableDeclarator' && node.id.type === 'Identifier') {
      const { name } = node.id
      if (found.has(name)) twice.add(name)
      if (isText(node.init)) found.set(name, node.init)
      else twice.add(name)
    }
    for (const child of Object.values(node)) visit(child)
  }
  visit(tree)
  for (const name of twice) found.delete(name)
  return found
}

const isText = node =>
  node?.type === 'TemplateLiteral' ||
  (node?.type === 'Literal' && typeof node.value === 'string') ||
  (node?.type === 'ConditionalExpression' && (isText(node.consequent) || isText(node.alternate)))

/** What stands in a sentence, by the last name of how the code finds it. */
function placeholder(node) {
  const name =
    node?.type === 'MemberExpression'
      ? node.property.name === 'length'
        ? `${nameOf(node.object)}#`
        : nameOf(node)
      : node?.type === 'CallExpression'
        ? nameOf(node.arguments[0]) || nameOf(node.callee)
        : nameOf(node)
  return `{${name.replace(/[^\w#]/g, '') || 'words'}}`
}
function nameOf(node) {
  switch (node?.type) {
    case 'Identifier':
      return node.name
    case 'MemberExpression':
      return node.property.name ?? 'words'
    case 'CallExpression':
      return nameOf(node.callee)
    default:
      return ''
  }
}

const lineOf = (code, at) => code.slice(0, at).split('\n').length

/** A text for people: in a place that is shown, any with words of its own; elsewhere, one that reads like a sentence or a name. */
function isSaid(sentence, isShown) {
  const own = sentence.replace(/\{[\w#]*\}/g, '')
  if (!/\p{L}{2}/u.test(own)) return false
  // Next to nothing of its own would fit nearly everything.
  if (own !== sentence && own.replace(/[^\p{L}]/gu, '').length < 4) return false
  if (isShown) return !/^@|^https?:/.test(sentence)
  if (commands.test(sentence) || !/ /.test(sentence.replace(/^\{\w+#?\}|\{\w+#?\}$/g, '').trim()))
    return false
  return /\p{Ll}/u.test(own) && !/[|\\<>$^]|[a-z]\.[a-z]{2}|^\S*[:@]\S/.test(sentence)
}
