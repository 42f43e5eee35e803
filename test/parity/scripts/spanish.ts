import type { Script, Step } from '../script.ts'
import { content } from '../stage.ts'
import { days, says, seen } from './steps.ts'

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

/** All that somebody does who speaks Spanish, in words of their own, from the first hello to the printed page. */
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
  {
    shows: 'Plans, reminders, icebreakers, readings, privacy, and forgetting, typed in Spanish',
    steps: [
      says('ana', 'me', 'hola', /¡Hola! Soy Hearth/),
      says('ana', 'me', 'plan para Feria de otoño', /0 de 6 preguntas respondidas/),
      says('ana', 'me', 'parar', /“Feria de otoño” está guardado/),
      says(
        'ana',
        'me',
        'agregar paso Reservar la sala grande, Ana, para el 12 de diciembre',
        /Reservar la sala grande/,
      ),
      says('ana', 'me', 'recuérdeme cada lunes a las 9', /cada lunes a las 9:00/),
      { who: 'ana', waits: days(8), sees: [/Sin avance/] },
      says('ana', 'me', 'hecho 1'),
      says('ana', 'me', 'deshacer', /Cambio deshecho/),
      says('ana', 'me', 'rompehielos para el personal', /Para pasar/),
      says('ana', 'me', 'lecturas sobre soledad', /Lecturas: soledad/),
      says('ana', 'me', 'ayuda recordatorio', /Ayuda: recordatorio/),
      says('ana', 'me', 'privacidad', /Lo que guardo sobre usted/),
      says('ana', 'me', 'olvídeme', /¿Quiere que le olvide\?/),
      { who: 'ana', presses: 'Sí, olvídeme', sees: [/Le he olvidado/] },
    ],
  },
]
