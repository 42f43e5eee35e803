import { type Block, type Message, quiet } from '../../../src/core/message.ts'

type File = Extract<Block, { type: 'file' }>

/** The files of a message, which Slack takes separately. */
export const filesOf = (message: Message): readonly File[] => message.filter(block => block.type === 'file')

/** Replaces files by a sentence: Slack cannot show a file to one person in a channel. */
export const withoutFiles = (message: Message): Message =>
  message.map(block =>
    block.type === 'file' ? quiet(`The file ${block.name} is in your own chat with me.`) : block,
  )
