import { randomUUID } from 'node:crypto'
import type { Call, Command } from '../../core/command.ts'
import { type Effect, inPlace, privateReply } from '../../core/effect.ts'
import type { Workspace } from '../../core/incoming.ts'
import { bold, button, buttons, file, text } from '../../core/message.ts'
import type { Permissions } from '../../core/permissions.ts'
import { clip } from '../../core/text.ts'
import { UserError } from '../../core/user-error.ts'
import { type ContentReport, leftOutInWords, ownContentCard, previewCard } from './cards.ts'
import { nameOf, pathOf } from './path.ts'
import { changeFiles, type Files, filesIn, mostOfFile, ownFiles, pendingFiles } from './store.ts'

interface OwnContentDeps {
  permissions: Permissions
  /** A text file as people's programs save it. @throws {UserError} in a sentence, where it is none. */
  decode(bytes: Uint8Array): string
  /** What files would change, over those that are there. */
  compare(before: Files, after: Files): Promise<ContentReport>
  /** What of a library's files is not used, each with its file and line. */
  leftOutIn(library: Workspace): Promise<readonly string[]>
}

const changeIt = 'change your library’s own content'
const gone =
  'That file isn’t waiting anymore: it was saved or dropped, or you sent another one. Send it again.'

/** `content`: questions, readings and words of a library's own, as files in chat. */
export function ownContentCommand({ permissions, decode, compare, leftOutIn }: OwnContentDeps): Command & {
  /** Reads a content file that was sent. */
  readFile(call: Call, sent: NonNullable<Call['file']>): Promise<Effect[]>
} {
  return {
    name: 'content',
    summary: 'Icebreakers, readings and words of your library’s own, as files',
    typedOnly: true,
    keywords: ['yaml', 'own', 'library', 'file', 'files', 'customize', 'pack', 'words', 'walkthrough'],
    examples: [
      ['hearth content', 'lists the files your library added; send me a .yaml file to add one'],
      ['hearth content get icebreakers/ours.yaml', 'gives a file back, to change it'],
      ['hearth content remove icebreakers/ours.yaml', 'takes it away again'],
    ],
    isItsWords: rest => rest.trim() === '' || /^(?:save|leave|remove|get)\s+\S+$/i.test(rest.trim()),
    readFile,
    async run(call) {
      const [verb = '', named = ''] = call.words
      switch (verb.toLowerCase()) {
        case '':
          return listed(call)
        case 'get':
          return give(call, named)
        case 'save':
          return save(call, named)
        case 'leave':
          return leave(call, named)
        case 'remove':
          return remove(call, named)
        default:
          throw new UserError(
            '“hearth content” lists your library’s own files. “hearth content get icebreakers/ours.yaml” gives one back, and “hearth content remove icebreakers/ours.yaml” takes it away.',
          )
      }
    },
  }

  async function listed(call: Call): Promise<Effect[]> {
    await permissions.librarysOwn(call)
    const files = await call.library.list(ownFiles)
    const mayChange = await permissions.isNamed(call)
    return [
      inPlace(call, [
        ...ownContentCard(
          files.sort(([a], [b]) => (a < b ? -1 : 1)),
          mayChange,
        ),
        ...(mayChange ? leftOutInWords(await leftOutIn(call.workspace)) : []),
      ]),
    ]
  }

  async function readFile(call: Call, { name, bytes }: NonNullable<Call['file']>): Promise<Effect[]> {
    await permissions.namedOnly(call, changeIt)
    const words = decode(bytes)
    if (words.length > mostOfFile)
      throw new UserError(
        `That file is too long: I read ${mostOfFile.toLocaleString('en-US')} characters of one. Put its entries into several files.`,
      )
    const path = pathOf(name, words)
    const before = await filesIn(call.library)
    const report = await compare(before, new Map([...before, [path, words]]))
    const mark = randomUUID().slice(0, 8)
    if (report.changes.length > 0)
      await call.library.update(tx =>
        tx.put(pendingFiles, call.person.id, { mark, path, text: words, at: call.at }),
      )
    return [privateReply(previewCard(path, report, mark))]
  }

  async function save(call: Call, mark: string): Promise<Effect[]> {
    await permissions.namedOnly(call, changeIt)
    const { id: by, name } = call.person
    const path = await call.library.update(async tx => {
      const pending = await tx.get(pendingFiles, by)
      if (pending?.mark !== mark) throw new UserError(gone)
      await changeFiles(tx, pending.path, { text: pending.text, at: call.at, by, name })
      await tx.delete(pendingFiles, by)
      return pending.path
    })
    return [
      inPlace(call, [
        text('Saved: ', bold(path), '. Everybody in your library gets it from now on.'),
        buttons(button('Your library’s own content', 'content')),
      ]),
    ]
  }

  async function leave(call: Call, mark: string): Promise<Effect[]> {
    await call.library.update(async tx => {
      if ((await tx.get(pendingFiles, call.person.id))?.mark === mark)
        await tx.delete(pendingFiles, call.person.id)
    })
    return [inPlace(call, [text('All right. I saved nothing from it.')])]
  }

  async function remove(call: Call, path: string): Promise<Effect[]> {
    await permissions.namedOnly(call, changeIt)
    await call.library.update(async tx => {
      if ((await tx.get(ownFiles, path)) === undefined) throw noSuchFile(path)
      await changeFiles(tx, path, undefined)
    })
    return [
      inPlace(call, [
        text('Removed: ', bold(path), '. What came with me is there again in its place.'),
        buttons(button('Your library’s own content', 'content')),
      ]),
    ]
  }

  async function give(call: Call, path: string): Promise<Effect[]> {
    await permissions.librarysOwn(call)
    const found = await call.library.get(ownFiles, path)
    if (!found) throw noSuchFile(path)
    return [
      privateReply([
        text('Here it is. Change it as you like, and send it back: what is new is shown first.'),
        file(nameOf(path), found.text),
      ]),
    ]
  }
}

const noSuchFile = (path: string) =>
  new UserError(`Your library has no file “${clip(path, 100)}”. “hearth content” lists those it has.`)
