import { kind } from '../store.ts'

/** What is set for everybody in a library, beside its closed days and crisis line. */
export interface LibrarySettings {
  version: 1
  /** `off`: nobody is shown the library’s year in numbers. */
  year?: 'off'
  /** What Hearth speaks with whoever, and wherever, no other language was set. */
  language?: string
}

/** The library’s settings, one document. */
export const librarySettings = kind<LibrarySettings>('library-settings')

/** Its id. */
export const theLibrary = 'library'
