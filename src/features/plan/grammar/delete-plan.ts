import type { Context, Evidence, Slots } from '../../../core/language/grammar.ts'
import type { Line } from '../../../core/language/normalize.ts'

const deleting =
  /^(?:please |can you |could you |ok |yes |actually |por favor )*(?:delete|remove|erase|trash|get rid of|throw away|borrar|borre|borra|eliminar|elimine|elimina|quitar|quite) (?:the |my |our |that |el |mi )?plan (?:called |named |llamado |number |numero |# ?)*(.+)$/i

/** `delete plan 1`, `delete the plan called Spring coffee, I made it twice`: one plan is named. */
export function planDeleted(line: Line, context: Context): Evidence | undefined {
  return deleted(line, context) === undefined
    ? undefined
    : { score: 13, hits: [...line.words.keys()], action: 'delete' }
}

/** The plan that is to be deleted, by its number or its name as it was typed. */
export function deleted({ clean }: Line, { plans = [] }: Context): Slots | undefined {
  const target = deleting.exec(clean)?.[1]?.replace(/"/g, '').trim()
  if (target === undefined) return undefined
  const number = /^(\d{1,2})[.!]?(?: please)?$/.exec(target)?.[1]
  if (number !== undefined) return { slots: ['delete', `plan ${number}`], run: `plan ${number} delete` }
  const begun = plans.filter(({ name }) => target.toLowerCase().startsWith(name.toLowerCase()))
  const longest = Math.max(...begun.map(({ name }) => name.length))
  const best = begun.filter(({ name }) => name.length === longest)
  const plan = best.find(({ name }) => target.startsWith(name)) ?? best[0]
  return plan && { slots: ['delete', `plan ${plan.name}`], run: `plan ${plan.name}: delete` }
}
