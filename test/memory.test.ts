import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { packageRoot } from '../src/config/paths.ts'

/**
 * What is remembered for as long as Hearth runs, and why it does not grow for ever. A new one needs a line here: better still, an `LRUCache`,
 * which needs none.
 */
const bounded: Readonly<Record<string, string>> = {
  'adapters/http/endpoint.ts pending': 'what is being answered',
  'adapters/slack/index.ts own': 'one for each workspace whose token is set',
  'adapters/slack/oauth/flow.ts pending': 'what is being answered',
  'adapters/slack/oauth/installations.ts teams': 'one for each workspace that added Hearth',
  'adapters/slack/oauth/installs.ts pending': 'what is being asked',
  'adapters/slack/receive/deliver.ts pending': 'what is being answered',
  'adapters/slack/receive/socket-mode.ts pending': 'what is being answered',
  'adapters/teams/directory/conversations.ts zones': 'a thousand, then begun anew',
  'adapters/teams/directory/directory.ts tenants': 'one for each tenant that is served, and has a folder',
  'adapters/teams/receive/handler-deps.ts pending': 'what is being done',
  'adapters/web/index.ts greeted': 'those whose chat is empty',
  'adapters/web/index.ts pending': 'what is being done',
  'adapters/web/journal.ts known': 'one for each library',
  'adapters/web/journal.ts passing':
    'those who were forgotten a week ago at most, and so many messages for each',
  'adapters/web/receive/allowance.ts spent': 'ten thousand, then whoever came first begins anew',
  'adapters/web/receive/http.ts pending': 'what is being answered',
  'adapters/web/render/entry.ts clocks': 'three hundred ways to write a time',
  'adapters/web/send/feed.ts streams': 'pages that are open, of which there may be so many',
  'src/app/own-content.ts made': 'a hundred contents, the one that was asked for longest ago goes',
  'src/app/http-server.ts connections': 'those that are open',
  'src/content/layers.ts retiredIds': 'what a library takes away, while its content is read',
  'src/core/language/vocabulary.ts sameClass': 'the classes of the content',
  'src/core/beginnings.ts entered': 'the rooms in which one command begins something',
  'src/core/delivery/in-flight.ts answering': 'people who are being answered',
  'src/core/bot.ts inHand': 'what is being done',
  'src/core/delivery/allowance.ts people': 'those whose allowance is not whole again',
  'src/core/delivery/offers.ts waiting': 'so many, each for its time',
  'src/core/delivery/dedupe.ts younger': 'so many, for some minutes',
  'src/core/delivery/dedupe.ts older': 'so many, for some minutes',
  'src/core/delivery/keyed-queue.ts tails': 'those that are not done',
  'src/core/delivery/rate-limit.ts people': 'those who were too fast, until somebody is quiet for as long',
  'src/core/delivery/send-queue.ts queues': 'places that are spoken to, and as many that were',
  'src/core/delivery/unanswered.ts owed': 'from the order to leave until it is kept',
  'src/core/language/examples.ts places': 'what the examples of the content mean',
  'src/core/language/vocabulary.ts naming': 'the commands that a class of the content means',
  'src/core/language/vocabulary.ts ready': 'the patterns of the content',
  'src/core/language/typos.ts byStart': 'the words of the content',
  'src/core/language/typos.ts meaning': 'the words of the content',
  'src/core/language/typos.ts remembered': 'two thousand, then begun anew',
  'src/core/schedule/moved-occurrences.ts known': 'the days of the coming year, while it is counted',
  'src/core/schedule/scheduler.ts inHand': 'what is being brought',
  'src/core/time/reader-locale.ts readers': 'three hundred',
  'src/core/time/reader-locale.ts formats': 'three hundred',
  'src/core/time/time-zones.ts zoneWords': 'one for each zone that there is',
  'src/core/time/time-zones.ts existing': 'one for each name of a zone that there is',
  'src/operations/admin-alerts.ts known': 'one for each trouble there can be',
  'src/operations/admin-alerts.ts open': 'one for each trouble there can be',
  'src/operations/admin-alerts.ts toldNow': 'one for each trouble there can be',
  'src/operations/undo-expiry.ts lookAgain': 'one for each library',
  'src/postgres/connect.ts opened': 'connections that are open, of which there may be so many',
  'src/postgres/draft.ts #known': 'what one change has read',
  'src/postgres/postgres-store.ts #running': 'what is being done',
  'src/postgres/rows.ts names': 'one for each statement in the code',
  'src/paper/draw-beside.ts waiting': 'what is being drawn',
  'src/store/claims.ts #given': 'those whose lease runs',
  'src/store/collecting.ts #underWay': 'what is being leased',
  'src/store/disk/batch.ts #touched': 'what is being saved',
  'src/store/disk/snapshot.ts #before': 'what changes while one snapshot is written',
  'src/store/document.ts #all': 'what one change decides',
  'src/store/document.ts rightKinds': 'one for each kind of document',
  'src/store/due.ts #current': 'one for each schedule that is stored',
  'src/store/indexes.ts #made': 'what is stored, once for each index',
  'src/store/purging.ts #owing': 'one for each library',
  'src/store/workspaces.ts #held': 'one for each library',
}

/** Functions that make something which lasts. */
const lasting = /^(?:export )?(?:async )?function (?:create|open|connect|make|remember|start|with)/

/** Collections that are made once and written to later: of a file, of what a function makes that lasts, of a class. */
async function collections(): Promise<string[]> {
  const found: string[] = []
  for (const folder of ['src', 'adapters'])
    for (const name of await readdir(join(packageRoot(), folder), { recursive: true })) {
      if (!name.endsWith('.ts') || name.startsWith('console')) continue
      let inside = ''
      for (const line of (await readFile(join(packageRoot(), folder, name), 'utf8')).split('\n')) {
        if (/^\S/.test(line) && !/^[)}\]/]/.test(line)) inside = line
        const [, indent = '', variable = ''] =
          /^( *)(?:const |let |readonly |private )*(#?\w+)(?:: [^=]+)? = new (?:Map|Set)(?:<.*>)?\(\)/.exec(
            line,
          ) ?? []
        if (variable === '' || indent.length > 2 || /: Readonly(?:Set|Map)</.test(line)) continue
        if (indent === '' || variable.startsWith('#') || lasting.test(inside))
          found.push(`${folder}/${name} ${variable}`)
      }
    }
  return found
}

it('Whatever is remembered while Hearth runs is bounded, and says by what', async () => {
  const there = await collections()
  expect(there.length).toBeGreaterThan(20)
  expect(there.filter(one => !Object.hasOwn(bounded, one))).toEqual([])
  expect(Object.keys(bounded).filter(one => !there.includes(one))).toEqual([])
})
