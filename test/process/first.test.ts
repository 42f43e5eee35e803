import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { packageRoot } from '../../src/config/paths.ts'
import { fresh } from './hearth.ts'

const first = join(packageRoot(), 'scripts/first.cjs')

describe('What npm start runs first', () => {
  it('says what builds Hearth, where that was left out at the install', () => {
    const scripts = join(fresh(), 'scripts')
    mkdirSync(scripts)
    copyFileSync(first, join(scripts, 'first.cjs'))
    const { status, stderr } = spawnSync(process.execPath, ['first.cjs'], { cwd: scripts, encoding: 'utf8' })
    expect(stderr).toBe(
      'Hearth is not built yet: run “npm ci” (without --ignore-scripts), or “npm run build”, in its folder.\n',
    )
    expect(status).toBe(1)
  })

  it.each(['v18.20.0', 'v20.18.3', 'v9.1.0'])(
    'says which Node it needs, in words that %s can read',
    version => {
      // What came into the language after ES5 would be a stack on the oldest.
      const code = readFileSync(first, 'utf8')
        .replace(/^\/\/.*$/gm, '')
        .replace(/'[^']*'/g, '')
      expect(code).not.toMatch(/=>|`|\?\.|\?\?|\b(const|let|import|class|async)\b/)
      const pretend = `Object.defineProperty(process, 'version', { value: '${version}' }); require(${JSON.stringify(first)})`
      const { status, stderr } = spawnSync(process.execPath, ['-e', pretend], { encoding: 'utf8' })
      expect(stderr).toContain(`Hearth needs Node 20.19 or newer`)
      expect(stderr).toContain(`This is Node ${version}.`)
      expect(status).toBe(1)
    },
  )
})
