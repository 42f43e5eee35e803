import { describe, expect, it } from 'vitest'
import { translatedDate, translatedMonth } from '../../../src/core/time/translated-date.ts'

describe('A day that was written in English', () => {
  it.each([
    ['Sat, Dec 12, 2026 at 3:00 p.m. to 5:00 p.m.', 'sáb, 12 de dic de 2026, 3:00 p.m. – 5:00 p.m.'],
    ['Mon, Nov 30 at 4:58 a.m.', 'lun, 30 de nov, 4:58 a.m.'],
    ['Sat, 12 Dec 2026', 'sáb, 12 de dic de 2026'],
    ['Dec 12', '12 dic'],
  ])('is said in Spanish: %s', (english, spanish) => {
    expect(translatedDate(english, 'es')).toBe(spanish)
  })

  it.each(['Dec 40', 'Feb 30, 2026', 'Story time', 'May', 'Abc 12', 'Sun, Dec 12, 2026'])(
    'is left as it is where there is no such day: %s',
    words => {
      expect(translatedDate(words, 'es')).toBeUndefined()
    },
  )

  it('has its month alone, too', () => {
    expect(translatedMonth('January', 'es')).toBe('enero')
    expect(translatedMonth('Ana', 'es')).toBeUndefined()
  })
})
