import type { Walkthrough } from '../core/walkthrough.ts'
import type { Action } from './walkthrough-walk.ts'
export const shareActions = (_all: readonly Walkthrough[]): Record<string, Action> => ({})
