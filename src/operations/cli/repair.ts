import { workspacesIn } from '../../store/places.ts'
import { repair } from '../../store/repair.ts'
import { runTool, toolError } from './tool.ts'

// `npm run repair`: rebuilds what still holds of damaged workspaces, beside them.
await runTool({}, async ({ places, words, now }) => {
  const there = await workspacesIn(places.files, places.root)
  const asked = words.length > 0 ? words.map(word => word.replace(/^ws-/, '')) : there
  const unknown = asked.find(one => !there.includes(one))
  if (unknown) throw toolError(`${places.root} holds no workspace ${unknown}. It holds: ${there.join(', ')}.`)
  const lines: string[] = []
  for (const workspace of asked) {
    const { name, told } = await repair(places, workspace, now)
    if (!name) lines.push(`${workspace} is whole.`)
    else
      lines.push(
        `${workspace} was rebuilt, beside the damaged one:`,
        ...told.map(line => `  ${line}`),
        `  To use it, stop Hearth, then: npm run restore -- ${name} --only ${workspace} --replace`,
      )
  }
  return lines.length > 0 ? lines : [`There is nothing to repair in ${places.root}.`]
})
