import { type Block, type Message, quiet } from '../../../src/core/message.ts'

type File = Extract<Block, { type: 'file' }>

/** The files of a message: Slack takes them apart from it. */
export const filesOf = (message: Message): readonly File[] => message.filter(block => block.type === 'file')

/** No file can be shown to one person in a channel: a sentence tells where it went instead. */
export const withoutFiles = (message: Message): Message =>
  message.map(block =>
    block.type === 'file' ? quiet(`The file ${block.name} is in your own chat with me.`) : block,
  )
