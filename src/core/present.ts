/** Keeps the fields that have a value, so that spreading the rest overrides nothing: `{ ...before, ...present({ name }) }`. */
export const present = <T extends object>(fields: T): Partial<T> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<T>
