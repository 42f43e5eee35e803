// Loaded into a process before all else (`node --import`): notes every place that it connects to, or asks the address of.
import dgram from 'node:dgram'
import dns from 'node:dns'
import { appendFileSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import net from 'node:net'

const note = what => appendFileSync(process.env.CONTACTS_LOG ?? 'contacts.log', `${what}\n`)

/** What is asked is noted first, and then done as ever. */
function watch(owner, name, told) {
  const real = owner[name]
  owner[name] = function (...args) {
    const what = told(args)
    if (what) note(what)
    return Reflect.apply(real, this, args)
  }
}

/** What `net.connect` has made tidy comes as a list. Connections within this computer, through a path, are not counted. */
watch(net.Socket.prototype, 'connect', args => {
  const [to, host] = Array.isArray(args[0]) ? args[0] : args
  if (typeof to !== 'object' || to === null)
    return `connect ${typeof host === 'string' ? host : 'localhost'}:${to}`
  return to.path ? undefined : `connect ${to.host ?? 'localhost'}:${to.port}`
})
watch(dgram.Socket.prototype, 'send', () => 'datagram')
watch(dgram.Socket.prototype, 'connect', () => 'datagram')

const resolvers = [dns, dns.promises, dns.Resolver.prototype, dns.promises.Resolver.prototype]
for (const from of resolvers)
  for (const name of Object.getOwnPropertyNames(from).filter(one => /^(lookup|resolve|reverse)/.test(one)))
    watch(from, name, ([host]) =>
      net.isIP(String(host)) === 0 && host !== 'localhost' ? `asks for ${host}` : undefined,
    )

syncBuiltinESMExports()
