/** Somebody who tries things, and where they are. */
export interface Actor {
  name: string
  who: string
  room: string
  workspace?: string
}

/** Whoever could have to do with what ana began. Everybody knows its id: ids are no secrets. */
export const actors: readonly Actor[] = [
  { name: 'its owner', who: 'ana', room: 'ana' },
  { name: 'whom the owner invited', who: 'ben', room: 'ben' },
  { name: 'whom it was shown to', who: 'kim', room: 'kim' },
  { name: 'a colleague in the channel', who: 'cas', room: '#staff' },
  { name: 'a guest in the channel', who: 'gil', room: '#staff' },
  { name: 'who answered, and was taken out of the channel', who: 'dot', room: 'dot' },
  { name: 'a colleague elsewhere', who: 'eve', room: 'eve' },
  { name: 'an admin', who: 'adm', room: 'adm' },
  { name: 'the owner’s own id in another workspace', who: 'ana', room: '#staff', workspace: 'test-other' },
]

/** These have nothing to do with it: whatever they try, nothing is shown or changed. */
export const outsiders = actors.slice(5).map(one => one.name)
