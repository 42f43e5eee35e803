import type { Script, Step } from '../script.ts'
import { content } from '../stage.ts'
import { says, seen } from './steps.ts'

const questions = content.walkthroughs.find(one => one.id === 'gathering')?.steps ?? []

/** An answer to each question, as somebody gives it who writes in Spanish. */
const answers = [
  'Que las familias nuevas del barrio se conozcan',
  'Cada familia se va con el nombre de otra',
  'La maestra Ana, en persona y con una tarjeta',
  'sí',
  'más o menos',
  'no',
  'omitir',
  'sí, con mesas de cuatro',
  'creo que sí',
  'siguiente',
  'todavía no',
]

const walked: Step[] = questions.map((_, at) => {
  const answer = answers[at] ?? 'sí'
  const isSkipped = /^(?:omitir|siguiente)$/.test(answer)
  const next = at + 1 < questions.length ? seen(`Pregunta ${at + 2} de 11`) : /cómo va/
  return says(
    'ana',
    'me',
    answer,
    isSkipped ? next : seen(`Guardado como respuesta ${at + 1}`),
    ...(isSkipped ? [] : [next]),
  )
})

/** What somebody does who speaks Spanish, in words of their own, from the first hello to the printed page. */
export const inSpanish: readonly Script[] = [
  {
    shows: 'The gathering checklist in Spanish, from “hola” to the printed page',
    steps: [
      says('ana', 'me', 'hola', /¡Hola! Soy Hearth/, /Desde ahora le hablo en español/),
      says(
        'ana',
        'me',
        'planear una reunión llamada Café de primavera',
        /0 de 11 preguntas respondidas/,
        /Traducción nuestra: ¿Cuál es su “por qué”\?/,
      ),
      ...walked,
      says('ana', 'me', 'resumen', /Café de primavera: resumen/),
      says('ana', 'me', 'imprimir', /Aquí está “Café de primavera”/),
      says('ana', 'me', 'exportar word'),
    ],
  },
]
