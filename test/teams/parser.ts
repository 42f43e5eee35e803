import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { compileFunction } from 'node:vm'
import type * as Library from 'adaptivecards'
import type { Json } from './world.ts'

/** The library is made for browsers: to read a card, these need only be there. */
const browser = ['HTMLElement', 'Node', 'Element', 'Event', 'KeyboardEvent', 'MouseEvent']

const library = load()

/** What Microsoft's own reader of Adaptive Cards has to say against a card, at version 1.5. */
export function parserFaults(card: Json): string[] {
  const context = new library.SerializationContext(library.Versions.v1_5)
  const read = new library.AdaptiveCard()
  read.parse(card, context)
  const events = Array.from({ length: context.eventCount }, (_, at) => context.getEventAt(at))
  const faults = [...events, ...read.validateProperties().validationEvents]
  // It counts the lines of a menu with the buttons, though it draws any number of them: `rules.ts` counts the buttons.
  return faults
    .filter(({ event }) => event !== library.ValidationEvent.TooManyActions)
    .map(({ message }) => message)
}

/** Its main entry is for bundlers; this one is for everything else. Nothing is added to the globals, which others look at. */
function load(): typeof Library {
  const path = createRequire(import.meta.url).resolve('adaptivecards/dist/adaptivecards.min.js')
  const names = ['module', 'exports', 'self', ...browser]
  const run = compileFunction(readFileSync(path, 'utf8'), names, { filename: path })
  const module = { exports: {} as typeof Library }
  run(module, module.exports, {}, ...browser.map(() => class {}))
  // As it comes, this pattern is a global one: it goes on where it last stopped, so that every other valid language is refused.
  Object.assign(module.exports.CardElement.langProperty, { regEx: /^[a-z]{2,3}$/i })
  return module.exports
}
