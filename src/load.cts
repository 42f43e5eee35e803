// What was built of main.ts and all that it needs (scripts/bundle.mjs), in a few files.
const built = '../start/main.js'
void import(built)
