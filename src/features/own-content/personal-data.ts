import { eachOf } from '../../core/records/bounds.ts'
import {
  aboutNobody,
  byAll,
  forItself,
  nobody,
  oneForEach,
  type PersonalDataEntry,
  personalDataEntry,
} from '../../core/records/personal-data.ts'
import { mostOfFile, type OwnFile, ownFiles, ownFilesSum, pendingFiles } from './store.ts'

/** So many files a library has: more than is read of all content together would be left out. */
const mostFiles = 20

/** What is kept of a library's own content. */
export const personalDataOfOwnContent: readonly PersonalDataEntry[] = [
  personalDataEntry<OwnFile>({
    kind: ownFiles,
    what: 'Files of your library’s own content that you saved',
    bound: {
      each: 'counted',
      size: mostOfFile + 1_000,
      counted: [
        {
          most: mostFiles,
          tooMany: count =>
            `Your library has ${count} files of its own, which is as many as I keep. Remove one first, or put two together: “hearth content” lists them.`,
        },
      ],
    },
    partOf: (one, id, { who }) =>
      one.by === who.id ? { data: one, line: id, seenBy: byAll, since: one.at } : undefined,
    without: (one, _, { who }) => (one.by === who.id ? { ...one, by: nobody.id, name: nobody.name } : one),
    stays: 'Your library’s own content: it stays, without your name.',
  }),
  aboutNobody(ownFilesSum, 'Which files of its own your library has, as a sum', eachOf('library')),
  oneForEach(
    pendingFiles,
    'A content file you sent, until you say whether to save it',
    one => ({ line: one.path, since: one.at }),
    {
      ...forItself,
      bound: eachOf('person', mostOfFile + 1_000),
      aging: {
        what: 'content files that wait for a yes',
        left: (one, before) => (one.at < before ? undefined : one),
      },
    },
  ),
]
