import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addressOf, locationOf, placeOf, slug } from '../../../adapters/console/address.ts'
import { anyChar } from '../../any-char.ts'

describe('an address of the terminal', () => {
  it.each([
    ['console:#staff', { conversation: '#staff' }],
    ['console:@ana', { conversation: '@ana' }],
    ['console:#staff/a1-12', { conversation: '#staff', thread: 'a1-12' }],
    ['console:#staff/a1-12!ana', { conversation: '#staff', thread: 'a1-12', only: 'ana' }],
  ] as const)('%s leads to its spot and back', (address, location) => {
    expect(locationOf(address)).toEqual(location)
    expect(addressOf(location)).toBe(address)
  })

  it.each([
    'slack:T1/C2',
    'console:',
    'console:#',
    'console:#Staff',
    'console:staff',
    'console:#a b',
    'console:#a!',
  ])('%s leads nowhere', address => {
    expect(locationOf(address)).toBeUndefined()
  })

  it('can be made of any name that has a letter or a digit', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyChar }), name => {
        const id = slug(name)
        if (id === '') return
        expect(slug(id)).toBe(id)
        expect(locationOf(addressOf({ conversation: `#${id}`, only: id }))).toEqual({
          conversation: `#${id}`,
          only: id,
        })
      }),
    )
    expect(slug(' Ana María ')).toBe('ana-maría')
  })

  it('does not tell the core who may look', () => {
    expect(placeOf({ conversation: '#staff', thread: 'a1-12', only: 'ana' })).toEqual({
      address: 'console:#staff/a1-12',
      conversation: 'console:#staff',
      personal: false,
      thread: true,
      name: '#staff',
    })
  })
})
