import { SpanStatusCode, trace } from '@opentelemetry/api'
import { endOf, type Measure } from './measure.ts'

/**
 * Spans by OpenTelemetry's API alone: they go nowhere unless whoever runs Hearth loads an SDK of their choice before it
 * (`NODE_OPTIONS=--import …`). They carry what is told apart by, and neither words nor ids.
 */
export function createTraces(): Measure {
  const tracer = trace.getTracer('hearth')
  return (operation, labels, work) =>
    tracer.startActiveSpan(`hearth.${operation}`, { attributes: labels }, async span => {
      try {
        return await work()
      } catch (error) {
        span.setStatus({ code: SpanStatusCode.ERROR, message: endOf(error) })
        throw error
      } finally {
        span.end()
      }
    })
}
