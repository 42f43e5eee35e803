import type { Tags } from '../icebreaker/catalog.ts'
import { audiencesNamed } from '../icebreaker/parse-filters.ts'
import { type Icebreaker, type Needs, topics } from '../icebreaker/schema.ts'

/** A question on its way into somebody's own: its words, whom it is for, and what is proposed to be said of it. */
export interface Draft {
  text: string
  audience: Icebreaker['audience']
  tags: Tags
}

/** What was written beside a question; left out, it is proposed. */
export interface Given {
  audience?: Icebreaker['audience']
  minutes?: Tags['minutes']
  needs?: Needs
  chat?: string | false
  topics?: Tags['topics']
}

/** The scheme's limits for what a host says in one breath, and for what is posted. */
export const longest = { text: 40, chat: 30 } as const

/** A question with all that has to be said of one, as far as its words tell. Pure: whoever wrote it looks it over. */
export function propose(text: string, given: Given = {}): Draft {
  const words = text.toLowerCase().replace(/[’‘]/g, "'")
  const says = (pattern: RegExp) => pattern.test(words)
  const audience = given.audience ?? []
  const needs = given.needs ?? needed.find(([, pattern]) => says(pattern))?.[0] ?? 'nothing'
  const isYoung = audience.some(who => who.startsWith('children') || who === 'families')
  const depth = isYoung ? 1 : says(deep) ? 3 : says(story) ? 2 : 1
  return {
    text,
    audience,
    tags: {
      purpose: purposes.find(([, pattern]) => says(pattern))?.[0] ?? 'warm-up',
      topics: given.topics ?? topics.filter(topic => subjects[topic] && says(subjects[topic])),
      minutes: given.minutes ?? timeFor(needs, depth, says(choice)),
      needs,
      chat:
        given.chat ?? (needs !== 'nothing' || says(inOneRoom) || countOf(text) > longest.chat ? false : text),
      depth,
    },
  }
}

export const countOf = (text: string): number => text.split(/\s+/).filter(Boolean).length

function timeFor(needs: Needs, depth: number, isChoice: boolean): Tags['minutes'] {
  if (needs !== 'nothing') return { min: 8, max: 15 }
  if (depth > 1) return { min: 5, max: 10 }
  return isChoice ? { min: 2, max: 5 } : { min: 3, max: 8 }
}

const choice = /\bor\b[^.]*\?|\bwould you rather\b|\bwhich (?:one|of)\b/
const story =
  /\b(?:a time (?:when|you|that)|tell (?:us|me) about|remember|story|taught you|changed your|proud|grateful|thankful|learned)\b/
const deep =
  /\b(?:afraid|fears?|regrets?|believe in|worr(?:y|ies|ied)|griev\w*|grief|lonely|loneliness|loss|death|dying|died|hope for)\b/

/** What has to be at hand, by the words that ask for it; the first that is said counts. */
const needed: readonly (readonly [Needs, RegExp])[] = [
  [
    'pictures',
    /\b(?:look at|choose|pick|point (?:to|at)|show)\b.*\b(?:pictures?|photos?|images?|postcards?)\b/,
  ],
  [
    'objects',
    /\b(?:bring|hold up|pass (?:around|along|it)|toss|build|stack)\b|\b(?:ball of yarn|blocks|dice)\b/,
  ],
  ['paper', /\b(?:draw|sketch|doodle|sticky notes?|index cards?|on paper|fold|write (?:down|it|your|one))\b/],
]

const inOneRoom =
  /\b(?:stand|raise (?:your|a) hand|hands? up|turn to|next to you|your partner|around the room|line up|walk|move to|clap|dance|act out|make a sound)\b/

const purposes: readonly (readonly [Tags['purpose'], RegExp])[] = [
  ['learn-names', /\b(?:your|their|his|her|first|last|middle|nick) ?names?\b|\bcalled\b/],
  [
    'reflect-close',
    /\b(?:take (?:home|away|with you)|leave with|goodbye|looking back|from today|learned today)\b/,
  ],
  [
    'gather-ideas',
    /\bideas?\b|\b(?:should|could) (?:we|our|the library)\b|\bwish (?:we|our|the library)\b|\bchange about\b/,
  ],
  ['energize', /\b(?:dance|jump|clap|sing|act out|make a sound)\b/],
  ['calm', /\b(?:breath\w*|calm\w*|restful|peaceful|slow down)\b/],
]

/** Words that tell a subject or an occasion for sure. Others are left to whoever wrote the question. */
const subjects: Partial<Record<Tags['topics'][number], RegExp>> = {
  names: /\bnames?\b/,
  funny: /\b(?:silly|funny|laugh\w*|joke)\b/,
  outdoors: /\b(?:garden|park|river|trees?|birds?|outdoors|outside|trail)\b/,
  weather: /\b(?:weather|rain\w*|snow\w*|storm|umbrella)\b/,
  spring: /\bspring\b/,
  summer: /\bsummer\b/,
  fall: /\b(?:autumn|fall leaves|this fall)\b/,
  winter: /\bwinter\b/,
  holidays: /\bholidays?\b/,
  'new-year': /\bnew year\b/,
  halloween: /\b(?:halloween|trick or treat|costume)\b/,
  'summer-reading': /\bsummer reading\b/,
  'national-library-week': /\blibrary week\b/,
  'banned-books-week': /\bbanned books?\b/,
  grief: /\b(?:grief|griev\w*|died|mourning)\b/,
}

/** `What grows here? for teens and staff`: a question, and whom it is for where its end tells. */
export function splitAudience(said: string): { text: string; audience?: Icebreaker['audience'] } {
  const [, text, who] = /^([\s\S]*[?!.…]["”’']?)\s+for\s+(\S[^?!.]*)$/i.exec(said.trim()) ?? []
  if (!text || !who) return { text: said.trim() }
  const { audience, unknown } = audiencesNamed(who)
  return audience.length > 0 && unknown.length === 0 ? { text: text.trim(), audience } : { text: said.trim() }
}
