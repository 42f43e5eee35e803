// Each workspace's save occupies one of libuv's threads while the disk works; with the default of 4, other
// libraries would wait (measured: five times the saves a second with 16 and more on a disk of 2 ms).
// It has to be set before anything uses the pool, so it comes before every import.
process.env.UV_THREADPOOL_SIZE ??= '16'
// Newer Nodes print what the SDKs’ own dependencies should no longer do: nobody who runs Hearth can mend it, and no line of
// the log looks like that.
process.noDeprecation = true
// What was built of main.ts and all that it needs (scripts/bundle.mjs), in a few files.
const built = '../start/main.js'
void import(built)
