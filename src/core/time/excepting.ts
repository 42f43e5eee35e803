/** What leads up to days that are taken out again, as a part of a regular expression: `except`, `but not on`. */
export const exceptShape =
  '(?:except(?: for)?|but not|excluding|minus|other than|apart from|excepto|menos)(?: on)?'
