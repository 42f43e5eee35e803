import { setTimeout as pause } from 'node:timers/promises'
import type { Address } from '../../src/core/incoming.ts'
import { reminders } from '../../src/core/schedule/reminder.ts'
import { minuteMs } from '../../src/core/time/recurrence.ts'
import { openJsonStore } from '../../src/store/json.ts'
import type { Asked, Found } from '../contenders/schedules.ts'
import { ask, type Child, start } from '../measure/child.ts'
import { freshFolder } from '../measure/folder.ts'
import { type Load, load } from '../measure/load.ts'
import { alternately } from '../measure/rounds.ts'
import { credentials, slashCommands } from '../measure/slack.ts'
import { startSlackApi } from '../measure/slack-api.ts'
import { ratios } from '../measure/stats.ts'
import { contender, type Form, figure, hearth, type Row } from '../row.ts'

/** Commands a second while reminders go out: what a busy workspace types. */
const typedPerSecond = 50

/** Row 3: what schedules cost while they wait, and what becomes of a command while many of them are due. */
export async function scheduler(form: Form): Promise<Row> {
  const sizes = form.short ? [1_000, 100_000] : [1_000, 10_000, 100_000, 1_000_000]
  const cells = [...sizes.map(size => `hearth ${size}`), 'croner 10000']
  const waiting = await alternately(cells, form.rounds, cell => {
    form.say(cell)
    const [way, schedules] = cell.split(' ')
    return ask<Found>(contender('schedules'), { way, schedules: Number(schedules) } as Asked)
  })
  const of = (cell: string, what: keyof Found) => (waiting[cell] ?? []).map(one => one[what])
  const [least, most] = [`hearth ${sizes[0]}`, `hearth ${sizes.at(-1)}`]
  const due = [await dueAtOnce(form)]
  return {
    id: '3',
    title: 'Scheduler',
    figures: [
      figure(
        `tick with nothing due, ${sizes.at(-1)?.toLocaleString('en-US')} schedules`,
        'ms',
        of(most, 'tick'),
        { most: 0.1 },
      ),
      figure(
        `the same ÷ ${sizes[0]?.toLocaleString('en-US')} schedules`,
        '×',
        ratios(of(most, 'tick'), of(least, 'tick')),
        { most: 2 },
      ),
      figure('memory per schedule, 100,000 of them', 'KB', of('hearth 100000', 'bytes').map(kilobytes), {
        most: 0.5,
      }),
      figure('croner: memory per schedule, 10,000 of them', 'KB', of('croner 10000', 'bytes').map(kilobytes)),
      figure(
        'command while all are due: p99 ÷ before',
        '×',
        due.map(one => one.during / one.before),
        { most: 1.2 },
      ),
      figure(
        'command before: p99',
        'ms',
        due.map(one => one.before),
      ),
      figure(
        'command while all are due: p99',
        'ms',
        due.map(one => one.during),
      ),
      figure(
        'reminders delivered',
        'per s',
        due.map(one => one.perSecond),
      ),
      figure(
        'not delivered, or more than once',
        '',
        due.map(one => one.wrong),
        { most: 0 },
      ),
    ],
    curves: [
      {
        what: 'tick',
        unit: 'ms',
        points: sizes.map(size => [size, figure('', '', of(`hearth ${size}`, 'tick')).median]),
      },
    ],
    notes: [
      `${remindersOf(form).toLocaleString('en-US')} weekly icebreakers due at once, each in a channel of its own (Slack takes one post a second in each); ${typedPerSecond} commands a second meanwhile.`,
      'Memory is what the index of due times keeps; a reminder’s own document goes out of memory with its workspace.',
    ],
  }
}

const kilobytes = (bytes: number): number => bytes / 1024
const remindersOf = (form: Form): number => (form.short ? 200 : 10_000)
/** How long all of them may take to be delivered. */
const patienceMs = (form: Form): number => (form.short ? 20_000 : 240_000)

/** Types into Hearth before its reminders are due, and while they go out. */
async function dueAtOnce(form: Form) {
  form.say('due at once')
  const [folder, count] = [freshFolder(), remindersOf(form)]
  const calmMs = (form.short ? 3 : 12) * 1_000
  const dueAt = Date.now() + calmMs + 3_000
  await seedReminders(folder, count, dueAt)
  const api = await startSlackApi()
  const child = await start(hearth, {
    SLACK_BOT_TOKEN: credentials.token,
    SLACK_SIGNING_SECRET: credentials.secret,
    SLACK_API_URL: api.url,
    DATA_DIR: folder,
  })
  const posted = () => api.calls.get('chat.postMessage') ?? 0
  try {
    await typed(child, 1)
    const before = await typed(child, (dueAt - Date.now()) / 1_000 - 1)
    await pause(dueAt - Date.now())
    const during = await typed(child, calmMs / 1_000)
    while (posted() < count && Date.now() < dueAt + patienceMs(form)) await pause(20)
    const perSecond = posted() / ((Date.now() - dueAt) / 1_000)
    await pause(500)
    return { before: before.p99, during: during.p99, perSecond, wrong: Math.abs(count - posted()) }
  } finally {
    await child.stop()
    api.close()
  }
}

function typed({ port }: Child, seconds: number): Promise<Load> {
  const requests = slashCommands(Math.ceil(typedPerSecond * seconds), '/hearth help reminder')
  return load({ port, requests, seconds: Math.floor(seconds), connections: 8, perSecond: typedPerSecond })
}

/** Weekly icebreakers that are all due at one instant. */
async function seedReminders(folder: string, count: number, dueAt: number): Promise<void> {
  const store = await openJsonStore(folder)
  const dueTime = new Date(dueAt - 2 * minuteMs)
  const rule = {
    weekdays: [dueTime.getUTCDay()],
    hh: dueTime.getUTCHours(),
    mm: dueTime.getUTCMinutes(),
    tz: 'UTC',
  }
  await store.update(`slack-${credentials.team.toLowerCase()}`, async tx => {
    for (let at = 0; at < count; at++) {
      const room: Address = `slack:${credentials.team}/C0BENCH${at}`
      await tx.put(reminders, `weekly-${at}`, {
        version: 1,
        rule,
        person: { id: `U0BENCH${at % 500}`, name: 'person' },
        place: { address: room, conversation: room, personal: false, thread: false },
        subject: { type: 'icebreaker', filters: 'teens' },
        command: 'icebreaker weekly post teens',
        title: 'the icebreaker here, every week',
        resume: `icebreaker weekly resume weekly-${at}`,
        nextRunAt: dueAt,
        // Else Hearth, when it starts, gives them back the occurrence of their rule.
        postponedTo: dueAt,
        attempts: 0,
      })
    }
  })
  await store.close()
}
