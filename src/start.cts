// In words that the oldest Node can read, so that it says what is wrong instead of failing at the first new one.
if (/^v(\d|1\d|20\.(\d|1[0-8]))\./.test(process.version)) {
  console.error(
    'Hearth needs Node 20.19 or newer: install the version marked “LTS” from nodejs.org, and try again. This is Node %s.',
    process.version,
  )
  process.exit(1)
}
// Each workspace's save occupies one of libuv's threads while the disk works; with the default of 4, other
// libraries would wait (measured: five times the saves a second with 16 and more on a disk of 2 ms).
// It has to be set before anything uses the pool, so it comes before every import.
process.env.UV_THREADPOOL_SIZE = process.env.UV_THREADPOOL_SIZE || '16'
// Newer Nodes print what the SDKs’ own dependencies should no longer do: nobody who runs Hearth can mend it, and no line of
// the log looks like that.
process.noDeprecation = true
// Newer Nodes keep what they compiled (22.1 and later), and start a quarter sooner with it. It lies with the bundles, where whoever may
// write is whoever may change Hearth; where nobody may, as in the container, nothing is kept and nothing lost.
const { enableCompileCache } = require('node:module')
if (enableCompileCache) enableCompileCache(require('node:path').join(__dirname, '../compile-cache'))
require('./load.cjs')
