import { z } from 'zod'

/** A name for use in files and commands: lower case words joined by hyphens. */
export const slug = z
  .string()
  .regex(
    /^[a-z0-9]+(-[a-z0-9]+)*$/,
    'use lower case letters, digits and single hyphens, such as small-pleasure',
  )
  .max(40)
