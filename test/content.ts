import { join } from 'node:path'
import { packageRoot } from '../src/config/paths.ts'
import { loadContent } from '../src/content/load.ts'

/** The content that comes with Hearth: read, and its language made, once for all tests of a process. */
export const builtInContent = loadContent(join(packageRoot(), 'content'))
