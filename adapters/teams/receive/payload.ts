import { z } from 'zod'
import { storable, textUpTo } from '../../../src/core/sanitize.ts'

/** An id goes into addresses and names documents, so no control characters and no halves of characters. */
const id = z.string().regex(/^[^\p{Cc}\p{Cs}]{1,200}$/u)
const named = textUpTo(200).transform(storable)
const short = textUpTo(40).transform(storable)
/** A field that is dropped if it is malformed. */
const maybe = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined)
const words = z
  .string()
  .nullish()
  .transform(text => text ?? '')
  .catch('')
const tenant = z
  .string()
  .regex(/^[0-9a-z][0-9a-z-]{0,63}$/i)
  .transform(one => one.toLowerCase())

const account = z.object({ id, name: maybe(named), aadObjectId: maybe(id) })

/** Replacing other words than these could make a text grow without end. */
const mention = z
  .object({
    type: z.literal('mention'),
    mentioned: z.object({ id, name: maybe(named) }),
    text: maybe(z.string().regex(/^<at\b[^<]*<\/at>$/)),
  })
  // Teams may leave out how it is written: then it is written by the name.
  .transform(({ mentioned, text }) => ({ mentioned, text: text ?? `<at>${mentioned.name ?? ''}</at>` }))
/** Longer ones are not looked at: the plain text says the same. */
const html = z.object({ contentType: z.literal('text/html'), content: textUpTo(40_000) })
/** Nobody mentions more people than this in one line. */
const mostEntities = 100

/** A file that somebody sent in their own chat with Hearth. */
const sentFile = z
  .object({
    contentType: z.literal('application/vnd.microsoft.teams.file.download.info'),
    name: named,
    content: z.object({ downloadUrl: textUpTo(4_000, 1) }),
  })
  .transform(({ name, content }) => ({ name, url: content.downloadUrl }))

const client = z.object({
  type: z.literal('clientInfo'),
  locale: maybe(short),
  timezone: maybe(textUpTo(80)),
})

/** Nearly all entities are of the other kind: comparing the type is quicker than a failed parse. */
const isOf = (type: string) => (one: unknown) => (one as { type?: unknown } | null)?.type === type

/** The fields that every activity of Teams has, and the others that Hearth reads. */
export const activitySchema = z.object({
  type: textUpTo(80, 1),
  id: maybe(id),
  name: maybe(textUpTo(100)),
  channelId: textUpTo(40, 1),
  serviceUrl: textUpTo(500, 1),
  from: account,
  recipient: account.extend({ isTargeted: maybe(z.boolean()) }),
  conversation: z.object({
    id,
    conversationType: maybe(z.enum(['personal', 'groupChat', 'channel'])),
    tenantId: maybe(tenant),
    name: maybe(named),
  }),
  replyToId: maybe(id),
  text: words,
  locale: maybe(short),
  timestamp: maybe(textUpTo(80)),
  localTimezone: maybe(textUpTo(80)),
  /** The line once more as HTML, where it has what plain text cannot carry; and files. */
  attachments: z
    .array(z.unknown())
    .catch([])
    .transform(all => all.slice(0, mostEntities))
    .transform(all => ({
      html: all.flatMap(one => html.safeParse(one).data?.content ?? [])[0],
      files: all.flatMap(one => sentFile.safeParse(one).data ?? []),
    }))
    .default({ html: undefined, files: [] }),
  entities: z
    .array(z.unknown())
    .catch([])
    .transform(all => all.slice(0, mostEntities))
    .transform(all => ({
      mentions: all.filter(isOf('mention')).flatMap(one => mention.safeParse(one).data ?? []),
      client: all.filter(isOf('clientInfo')).flatMap(one => client.safeParse(one).data ?? [])[0],
    }))
    .default({ mentions: [], client: undefined }),
  channelData: z
    .object({
      tenant: maybe(z.object({ id: tenant })),
      team: maybe(z.object({ id, name: maybe(named) })),
      channel: maybe(z.object({ id, name: maybe(named) })),
      eventType: maybe(z.string()),
    })
    .nullish()
    .transform(data => data ?? {})
    .catch({}),
  membersAdded: maybe(z.array(account)),
  membersRemoved: maybe(z.array(account)),
  action: maybe(z.string()),
  value: z.unknown().optional(),
})

export type Activity = z.infer<typeof activitySchema>

/**
 * The data of a Hearth button; `at` and its signature `seal` name the place where it acts, if that is not where it is pressed.
 * `ticks`: the input whose ticked boxes it saves, and what was ticked `before`.
 */
const press = z.looseObject({
  press: textUpTo(8_000, 1),
  ticks: maybe(textUpTo(40)),
  before: maybe(textUpTo(2_000)),
  at: maybe(textUpTo(600)),
  seal: maybe(textUpTo(100)),
})

/** `adaptiveCard/action`: what Action.Execute sends. */
export const executeSchema = z.object({ action: z.object({ data: press }) })

/** Action.Submit sends the data as the value of a message. */
export const submitSchema = press

export type Press = z.infer<typeof press>

/** `fileConsent/invoke`: whether somebody wants a file, and where it is to be uploaded. */
export const consentSchema = z.object({
  action: z.enum(['accept', 'decline']),
  context: z.object({ file: textUpTo(100) }),
  uploadInfo: maybe(
    z.object({
      name: z.string(),
      uploadUrl: z.string(),
      contentUrl: z.string(),
      uniqueId: maybe(z.string()),
      fileType: maybe(z.string()),
    }),
  ),
})

/** `composeExtension/fetchTask`: a command chosen in the menu of a message, and what that says. */
export const messageActionSchema = z.object({
  commandId: textUpTo(64),
  messagePayload: z.object({ body: z.object({ content: textUpTo(40_000) }) }),
})

export type Consent = z.infer<typeof consentSchema>
