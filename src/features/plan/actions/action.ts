import type { Effect } from '../../../core/effect.ts'
import type { PlanRequest } from '../refresh-cards.ts'

/** One thing that a plan can be told: all that is known of its word stands here. */
export interface PlanAction {
  /** Its word, as it is typed: `plan done 2`. */
  name: string
  /** Other words for the same. */
  aliases?: readonly string[]
  /** What may follow its word. Left out: anything. With other words behind it, it begins a plan's name, or an answer. */
  takes?: { test(rest: string): boolean }
  /** Lines that mean it where nobody else listens; `done …` is any line that begins so. */
  phrases?: readonly string[]
  /** Whose plan is meant where none is named: one that the asker looks after, or one that was offered to them. Left out: any. */
  who?: 'owner' | 'offered'
  /** Where no plan is named, the one whose reminder waits for an answer is meant. */
  prefersWaiting?: true
  /** Only an open plan can be told it; a finished one is shown as it stands. */
  whileOpen?: true
  /** What a whole line that answers a reminder says behind its word; undefined: the line is no answer. */
  answersReminder?(rest: string): string | undefined
  /** How it is typed in the plan's own thread, without `plan`. */
  inItsThread?: 'alone' | 'followed'
  /** It may ask back (`setPendingQuestion`): whether the line that is typed next may be the answer. */
  isAnswer?(line: string): boolean
  /** What it does, as a button says it, with what follows its word. Left out: the line says it. */
  inWords?(rest: string): string
  run(asked: PlanRequest): Promise<Effect[]>
}

/** Nothing may follow. */
export const alone = /^$/

/** A step, by its number or its id. */
export const aStep = /^(step )?s?\d/

/** Says what is done with a step: by its number, and what else was told. */
export const ofStep =
  (words: (step: string) => string) =>
  (rest: string): string => {
    const [, step = '', told = ''] = /^(?:step )?#?s?(\d[\d\s,&]*)\s*(.*)$/is.exec(rest) ?? []
    return told ? `${words(step.trim())}: ${told}` : words(step.trim())
  }

/** An answer to a reminder that reads the same in capital letters. */
export const lowered =
  (shape: RegExp) =>
  (rest: string): string | undefined =>
    shape.test(rest.toLowerCase()) ? rest.toLowerCase() : undefined
