import { readConfig } from '../config/config.ts'
import { eraseAgain } from '../operations/erase-again.ts'
import { runCommand, stop } from './command-line.ts'
import { personalDataInventory } from './personal-data.ts'
import { withStore } from './store.ts'

// `npm run erase-again -- NEWEST`: after an older backup was put back, erases what was erased since, as the newest state tells that there is.
const usage =
  'Name the newest state that you have: npm run erase-again -- postgres://hearth:PASSWORD@old.example.org/hearth (or json:./data-before). What was erased there is erased in what the settings name.'

async function run(): Promise<void> {
  const [newest, ...more] = process.argv.slice(2)
  if (newest === undefined || more.length > 0) return stop(usage)
  return withStore(async store => {
    const { documents, people } = await eraseAgain({
      newest,
      store,
      database: readConfig(process.env).database?.url,
      inventory: personalDataInventory,
    })
    if (documents + people === 0) return console.log('Nothing was erased since. All is as it was put back.')
    const what = documents > 0 ? counted(documents, 'document') : counted(people, 'person', 'people')
    console.log(`Erased again: ${what}. To do it once more does nothing.`)
  })
}

const counted = (count: number, one: string, many = `${one}s`) => `${count} ${count === 1 ? one : many}`

await runCommand(run)
