// What `npm start` and the operator's commands run first: in words that the oldest Node can read, it says what a newer one, or a
// build, would mend. Without it there is only a stack.
if (/^v(\d|1\d|20\.(\d|1[0-8]))\./.test(process.version)) {
  console.error(
    'Hearth needs Node 20.19 or newer: install the version marked “LTS” from nodejs.org, and try again. This is Node %s.',
    process.version,
  )
  process.exit(1)
}
if (
  require.main === module &&
  !require('node:fs').existsSync(require('node:path').join(__dirname, '../dist/start/main.js'))
) {
  console.error(
    'Hearth is not built yet: run “npm ci” (without --ignore-scripts), or “npm run build”, in its folder.',
  )
  process.exit(1)
}
