import {
  deserializationPolicy,
  type FullOperationResponse,
  type OperationArguments,
  ServiceClient,
  serializationPolicy,
} from '@azure/core-client'
import {
  createEmptyPipeline,
  createHttpHeaders,
  createPipelineRequest,
  type PipelineRequest,
  RestError,
} from '@azure/core-rest-pipeline'
import { ConnectorClient } from 'botframework-connector'
import { type Dispatcher, EnvHttpProxyAgent } from 'undici'

type Operation = Parameters<ConnectorClient['sendOperationRequest']>
type Result = Awaited<ReturnType<ConnectorClient['sendOperationRequest']>>
type HttpClient = ReturnType<typeof createHttpClient>

/** How long a connection is kept that nobody uses: a new one takes longer than most calls. */
const idleMs = 60_000
const json = 'application/json; charset=utf-8'

/**
 * A client of the Bot Connector that tries once, not for ever, and takes its token nowhere else: what it calls, and how that is
 * written and read, is the SDK's; the transport is ours. The SDK's own tries again, follows redirects, and takes three times as
 * much of the processor.
 */
export class TeamsClient extends ConnectorClient {
  readonly #service: ServiceClient
  readonly #base: string

  constructor(serviceUrl: string, httpClient: HttpClient, sign: () => Promise<string | undefined>) {
    super({ signRequest: async request => request }, { baseUri: serviceUrl })
    const pipeline = createEmptyPipeline()
    pipeline.addPolicy({
      name: 'sign',
      async sendRequest(request, next) {
        const token = await sign()
        if (token !== undefined) request.headers.set('authorization', `Bearer ${token}`)
        return next(request)
      },
    })
    pipeline.addPolicy(serializationPolicy(), { phase: 'Serialize' })
    pipeline.addPolicy(deserializationPolicy(), { phase: 'Deserialize' })
    this.#base = serviceUrl.replace(/\/*$/, '/')
    this.#service = new ServiceClient({
      endpoint: serviceUrl,
      requestContentType: json,
      pipeline,
      httpClient,
    })
  }

  override sendOperationRequest(...[asked, operation]: Operation) {
    return this.#service.sendOperationRequest<Result>(asked as OperationArguments, operation)
  }

  /**
   * A call as it is written: where the SDK has no operation for it, or would go through each field of an activity, which
   * takes longer than to send it.
   */
  async call<R>(method: 'GET' | 'POST' | 'PUT', path: string, body?: object): Promise<R> {
    const headers = createHttpHeaders(body && { 'content-type': json })
    const url = this.#base + path
    const request = createPipelineRequest({
      method,
      url,
      headers,
      body: body ? JSON.stringify(body) : undefined,
    })
    const response: FullOperationResponse = await this.#service.sendRequest(request)
    const { status: statusCode, parsedBody } = response
    if (statusCode >= 200 && statusCode < 300) return parsedBody
    throw new RestError(`refused with ${statusCode}`, {
      statusCode,
      request,
      response,
      code: parsedBody?.error?.code,
    })
  }
}

/** Over connections that are kept, with a deadline for the whole of each call; through the proxy of the environment, if it names one. */
export function createHttpClient(callMs: number) {
  const agent = new EnvHttpProxyAgent({ keepAliveTimeout: idleMs })
  return {
    async sendRequest(request: PipelineRequest) {
      const { origin, pathname, search } = new URL(request.url)
      const late = new AbortController()
      const timer = setTimeout(() => late.abort(), callMs)
      try {
        const { statusCode, headers, body } = await agent.request({
          origin,
          path: `${pathname}${search}`,
          method: request.method as Dispatcher.HttpMethod,
          headers: request.headers.toJSON(),
          body: (request.body as string | undefined) ?? null,
          signal: late.signal,
        })
        const bodyAsText = await body.text()
        return { request, status: statusCode, headers: createHttpHeaders(flat(headers)), bodyAsText }
      } finally {
        clearTimeout(timer)
      }
    },
  }
}

const flat = (headers: Record<string, string | string[] | undefined>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))
