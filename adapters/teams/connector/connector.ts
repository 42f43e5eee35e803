/** A person as Teams names them. */
export interface Account {
  id: string
  name?: string
  aadObjectId?: string
  /** What they are in the team: `guest`, for one. */
  userRole?: string
  /** Their own tenant: in a shared channel it may be another one. */
  tenantId?: string
}

/** How a conversation is reached: its id, and the region of Teams that it is in. */
export interface ConversationReference {
  serviceUrl: string
  /** A thread's id has its root: `19:…@thread.tacv2;messageid=169…`. */
  conversation: string
  /** The bot as this tenant knows it: `28:…`. */
  bot: string
}

/** An outgoing activity: an attachment, and its text alternative. Teams tells no id for more than one part. */
export interface OutgoingActivity {
  summary: string
  attachment: { contentType: string; content: object; name?: string; contentUrl?: string }
}

/** What Hearth needs of an SDK, and all it may know of one. No retries and no queues inside; a deadline on every call. */
export interface Connector {
  /** @throws {BadRequest} 401 where it was not Teams that sent this. */
  authenticate(
    activity: { channelId: string; serviceUrl: string },
    authorization: string | undefined,
  ): Promise<void>
  /** Resolves with the id of the message, where Teams tells it. @throws {ConnectorError} */
  send(to: ConversationReference, activity: OutgoingActivity): Promise<string | undefined>
  /** @throws {ConnectorError} */
  update(at: ConversationReference, message: string, activity: OutgoingActivity): Promise<void>
  /** @throws {ConnectorError} */
  remove(at: ConversationReference, message: string): Promise<void>
  /** Opens the chat with one person; resolves with the conversation's id. @throws {ConnectorError} */
  open(at: Omit<ConversationReference, 'conversation'>, person: string, tenant: string): Promise<string>
  /** Who is in a conversation, as far as the first page tells. @throws {ConnectorError} */
  members(at: ConversationReference): Promise<readonly Account[]>
  /** The channels of a team by id; General has no name of its own. @throws {ConnectorError} */
  channels(serviceUrl: string, team: string): Promise<readonly { id: string; name?: string }[]>
}

/** A call that Teams refused, or that got no answer: then there is no `status`. */
export class ConnectorError extends Error {
  /** HTTP status; undefined: no answer came. */
  readonly status: number | undefined
  /** Teams' own word, such as `ConversationNotFound`, or the connection's, such as `ECONNREFUSED`. */
  readonly code: string | undefined
  /** How long Teams asks to wait, in milliseconds. */
  readonly waitMs: number | undefined
  constructor(about: { status?: number; code?: string; waitMs?: number }, cause?: unknown) {
    super(`Teams: ${[about.status, about.code].filter(Boolean).join(' ') || 'no answer'}`, { cause })
    this.name = 'ConnectorError'
    this.status = about.status
    this.code = about.code
    this.waitMs = about.waitMs
  }
}
