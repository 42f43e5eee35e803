// The page, alive: what comes is put in its place, what is typed is kept until Hearth has it, and what was missed is asked for.
// It draws nothing by itself: all markup is the server's.

const { base = '', person = '', place = '', from = '0', longest = '20000', locale } = document.body.dataset
/** What this script says by itself, in the reader’s language. @type {Record<'away' | 'unsent' | 'tooLong' | 'fileTooLarge' | 'newIn' | 'noNotices' | 'copied' | 'notCopied', string>} */
const phrases = JSON.parse(document.body.dataset.words ?? '{}')
const list = /** @type {HTMLOListElement | null} */ (document.getElementById('entries'))
const status = /** @type {HTMLElement | null} */ (document.getElementById('status'))
const news = /** @type {HTMLElement | null} */ (document.getElementById('news'))

/**
 * @param {HTMLOListElement} entries
 * @param {HTMLElement} statusLine
 * @param {HTMLElement} newsLine
 */
function live(entries, statusLine, newsLine) {
  const drafts = keepDrafts()
  const awaited = awaitAnswer()
  const sending = sendForms({ say, drafts, asked: awaited.begin })
  const unseen = countUnseen()
  document.documentElement.classList.add('alive')
  drafts.restore(document)
  localTimes(document)
  listen()
  for (const form of document.forms)
    if (form.method === 'post' && form.id !== 'send' && !form.classList.contains('plain'))
      sending.takeOver(form)
  takeFiles(say)
  sending.resume()
  offerNotices()
  showWhatOpens(entries)
  toTheEnd()

  /** @param {string} words */
  function say(words) {
    statusLine.textContent = words
  }

  // --- What comes ---------------------------------------------------------------------------------------------------

  function listen() {
    let current = document.body.dataset.current ?? ''
    /** @type {EventSource | undefined} */
    let source
    let heard = Date.now()
    let wait = 500
    open()
    // A computer that slept, or a network that changed, may leave a connection that is dead and does not say so.
    setInterval(() => Date.now() - heard > 50_000 && open(), 5_000)
    addEventListener('online', open)
    addEventListener('pageshow', event => event.persisted && open())

    function open() {
      source?.close()
      heard = Date.now()
      const query = new URLSearchParams({ place, from, current })
      source = new EventSource(`${base}/stream?${query}`)
      source.addEventListener('beat', () => {
        wait = 500
        sending.back()
      })
      for (const [name, hear] of Object.entries({ beat() {}, put, gone, mark, all }))
        source.addEventListener(name, event => {
          heard = Date.now()
          if (event.lastEventId) current = event.lastEventId
          hear(JSON.parse(event.data))
        })
      // Somebody was signed out, which is no trouble with the connection.
      source.addEventListener('over', () => {
        source?.close()
        comeBack()
      })
      source.onerror = () => {
        // By itself a browser asks again only where the connection broke, and not where it was refused.
        if (source?.readyState !== EventSource.CLOSED) sending.away()
        else comeBack()
      }
    }

    function comeBack() {
      setTimeout(open, wait)
      wait = Math.min(wait * 2, 30_000)
      // A stream does not tell why it was refused.
      fetch(`${base}/here`, { headers: { accept: 'text/plain' } }).then(
        async answer => sending.away(answer.status === 401 ? await answer.text() : undefined),
        () => sending.away(),
      )
    }
  }

  /** @typedef {{ id: string, n: number, under?: string, changed: number, html: string, words?: string }} Drawn */

  /** @param {Drawn} drawn */
  function put(drawn) {
    const wasAtEnd = isAtEnd()
    const isNew = placeEntry(drawn)
    const entry = document.getElementById(`e-${drawn.id}`)
    if (!isNew || !entry) return
    const isAwaited = awaited.isAnswered(entry)
    if (wasAtEnd || isAwaited) show(entry)
    if (isAwaited) awaited.focus(entry)
    if (!drawn.words) return
    newsLine.textContent = drawn.words
    tellAside('Hearth', drawn.words)
    unseen.here(drawn.n)
  }

  /** @param {HTMLElement} entry */
  function show(entry) {
    entry.scrollIntoView({ block: entry.offsetHeight > innerHeight * 0.6 ? 'start' : 'end' })
  }

  /** @param {{ id: string }} gone */
  function gone({ id }) {
    document.getElementById(`e-${id}`)?.remove()
  }

  /** @param {{ place: string, id: string, title: string, words: string }} told */
  function mark(told) {
    unseen.elsewhere(told.place, told.id)
    newsLine.textContent = `${phrases.newIn} ${told.title}. ${told.words}`
    tellAside(told.title, told.words)
  }

  /** @param {{ entries: Drawn[] }} told */
  function all(told) {
    const ids = new Set(told.entries.map(({ id }) => `e-${id}`))
    for (const entry of entries.querySelectorAll('.entry')) if (!ids.has(entry.id)) entry.remove()
    for (const drawn of told.entries) placeEntry(drawn)
    const last = told.entries.at(-1)
    if (last) unseen.here(last.n)
  }

  /**
   * Puts an entry where it belongs, or its article in place of the one that stands there. True: it was not there.
   * @param {Drawn} drawn
   */
  function placeEntry({ id, n, under, changed, html }) {
    const template = document.createElement('template')
    template.innerHTML = html
    const entry = /** @type {HTMLElement} */ (template.content.firstElementChild)
    const article = /** @type {HTMLElement} */ (entry.querySelector('article'))
    const before = document.getElementById(`e-${id}`)
    const old = /** @type {HTMLElement | null | undefined} */ (before?.querySelector(':scope > article'))
    if (old && Number(old.dataset.changed) >= changed) return false
    localTimes(entry)
    if (old) {
      drafts.carryOver(old, article)
      takeOverAll(article)
      return false
    }
    drafts.restore(entry)
    takeOverAll(entry)
    const root = under === undefined ? null : document.getElementById(`e-${under}`)
    const into = root?.querySelector(':scope > .thread') ?? entries
    const above = [...into.children]
      .filter(one => Number(/** @type {HTMLElement} */ (one).dataset.n) < n)
      .at(-1)
    if (above) above.after(entry)
    else into.prepend(entry)
    const reply = root?.querySelector(':scope > .reply')
    if (reply) /** @type {HTMLDetailsElement} */ (reply).open = true
    return true
  }

  /** @param {HTMLElement} within */
  function takeOverAll(within) {
    for (const form of within.querySelectorAll('form')) sending.takeOver(form)
  }

  function isAtEnd() {
    const { scrollHeight } = document.documentElement
    return innerHeight + scrollY > scrollHeight - 160
  }

  /** By the page, not by the entry: where an entry is scrolled into view, Chromium begins there for the Tab key, behind the skip link. */
  function toTheEnd() {
    const last = entries.lastElementChild
    if (!last || last === entries.firstElementChild || !['', '#end'].includes(location.hash)) return
    const { top, height } = last.getBoundingClientRect()
    scrollTo(0, height > innerHeight * 0.6 ? top + scrollY - 16 : document.documentElement.scrollHeight)
  }
}

// --- What is waited for ------------------------------------------------------------------------------------------------

/** Whoever asked for something on this page looks for its answer: it comes into view, wherever on the page they were. */
function awaitAnswer() {
  let until = 0
  /** What was pressed. @type {HTMLElement | null} */
  let pressed = null
  return { begin, isAnswered, focus }

  /** @param {HTMLElement | null} button */
  function begin(button) {
    until = Date.now() + answeredWithinMs
    pressed = button
  }

  /**
   * One's own line comes before its answer; what colleagues say is none.
   * @param {HTMLElement} entry
   */
  function isAnswered(entry) {
    if (Date.now() > until || entry.querySelector(':scope > .other')) return false
    if (entry.querySelector(':scope > .hearth')) until = 0
    return true
  }

  /**
   * The keyboard goes on at the answer of what was pressed; who types, or has gone elsewhere, stays there.
   * @param {HTMLElement} entry
   */
  function focus(entry) {
    const { activeElement } = document
    // A menu that closes gives the focus to the button that opened it.
    const isThere = activeElement === pressed || activeElement?.matches('body, [popovertarget]')
    const answer = /** @type {HTMLElement | null} */ (entry.querySelector(':scope > .hearth'))
    if (pressed && isThere) answer?.focus({ preventScroll: true })
  }
}

const answeredWithinMs = 15_000

// --- What was not seen ------------------------------------------------------------------------------------------------

function countUnseen() {
  /** @type {Map<string, Set<string>>} */
  const more = new Map()
  let last = Math.max(
    0,
    ...[...document.querySelectorAll('.entry')].map(one =>
      Number(/** @type {HTMLElement} */ (one).dataset.n),
    ),
  )
  let told = 0
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let soon
  const name = document.title
  document.addEventListener('visibilitychange', tell)
  tell()
  return { here, elsewhere }

  /** @param {number} n */
  function here(n) {
    last = Math.max(last, n)
    if (document.hidden) document.title = `• ${name}`
    tell()
  }

  /**
   * @param {string} where
   * @param {string} id
   */
  function elsewhere(where, id) {
    const ids = more.get(where) ?? new Set()
    if (ids.has(id)) return
    more.set(where, ids.add(id))
    const mark = [...document.querySelectorAll('.mark')].find(
      one => /** @type {HTMLElement} */ (one).dataset.mark === where,
    )
    const count = mark?.querySelector('.count')
    if (!mark || !count) return
    count.textContent = String(Number(count.textContent) + 1)
    mark.removeAttribute('hidden')
  }

  /** Somebody looks at it: the mark goes, on every page of theirs. */
  function tell() {
    if (document.hidden || last <= told) return
    document.title = name
    clearTimeout(soon)
    soon = setTimeout(() => {
      const n = last
      post(`${base}/read`, new URLSearchParams({ place, n: String(n) })).then(
        answer => {
          if (answer.ok) told = n
        },
        () => {},
      )
    }, 400)
  }
}

// --- What is typed ----------------------------------------------------------------------------------------------------

/** @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Field */
/** @typedef {ReturnType<typeof keepDrafts>} Drafts */

/** What stands in the fields, through a reload and through a card that changes meanwhile; gone once Hearth has it. */
function keepDrafts() {
  const touched = new WeakSet()
  document.addEventListener('input', event => {
    const field = /** @type {Field} */ (event.target)
    if (field.type === 'file') return
    touched.add(field)
    store(nameOf(field), field)
  })
  return { restore, carryOver, release, hold, clear }

  /** @param {Field} field */
  function nameOf(field) {
    const form = field.form
    const about = form && (form.elements.namedItem('card') ?? form.elements.namedItem('thread'))
    const where = about instanceof HTMLInputElement ? about.value : place
    const which = field.type === 'checkbox' ? `${field.name}=${field.value}` : field.name
    return `hearth ${base || person} ${where} ${which}`
  }

  /**
   * @param {string} name
   * @param {Field} field
   */
  function store(name, field) {
    const value =
      field instanceof HTMLInputElement && field.type === 'checkbox' ? String(field.checked) : field.value
    try {
      sessionStorage.setItem(name, value)
    } catch {
      // A private window may refuse; the field itself still holds it.
    }
  }

  /** @param {ParentNode} within */
  function restore(within) {
    for (const field of fieldsIn(within)) {
      const kept = sessionStorage.getItem(nameOf(field))
      if (kept !== null) fill(field, kept)
    }
  }

  /**
   * @param {Field} field
   * @param {string} kept
   */
  function fill(field, kept) {
    if (field instanceof HTMLInputElement && field.type === 'checkbox') field.checked = kept === 'true'
    else field.value = kept
    touched.add(field)
  }

  /**
   * Puts an article in place of another; what somebody was typing goes on in the field of the same name.
   * @param {HTMLElement} old
   * @param {HTMLElement} article
   */
  function carryOver(old, article) {
    const focused = /** @type {HTMLElement | null} */ (
      old.contains(document.activeElement) ? document.activeElement : null
    )
    const typed = fieldsIn(old).filter(field => touched.has(field))
    for (const field of typed) {
      const same = fieldsIn(article).find(one => nameOf(one) === nameOf(field))
      if (!same) continue
      if (field instanceof HTMLInputElement && field.type === 'checkbox')
        /** @type {HTMLInputElement} */ (same).checked = field.checked
      else same.value = field.value
      touched.add(same)
    }
    old.replaceWith(article)
    if (!focused) return
    const target = /** @type {HTMLElement | undefined} */ (
      [...article.querySelectorAll('input, textarea, select, button, a')].find(one =>
        isSame(/** @type {HTMLElement} */ (one), focused),
      )
    )
    ;(target ?? article).focus({ preventScroll: target !== undefined })
    if (target instanceof HTMLTextAreaElement && focused instanceof HTMLTextAreaElement)
      target.setSelectionRange(focused.selectionStart, focused.selectionEnd)
  }

  /**
   * What is on its way to Hearth belongs to the card as it was: a card that changes now begins with empty fields.
   * @param {ParentNode} within
   */
  function release(within) {
    for (const field of fieldsIn(within)) touched.delete(field)
  }

  /** @param {ParentNode} within */
  function hold(within) {
    for (const field of fieldsIn(within)) touched.add(field)
  }

  /** @param {ParentNode} within */
  function clear(within) {
    for (const field of fieldsIn(within)) {
      sessionStorage.removeItem(nameOf(field))
      touched.delete(field)
    }
  }
}

/**
 * @param {HTMLElement} one
 * @param {HTMLElement} other
 */
function isSame(one, other) {
  if (one.tagName !== other.tagName) return false
  if (one instanceof HTMLButtonElement) return one.value === /** @type {HTMLButtonElement} */ (other).value
  return one.id !== '' && one.id === other.id
}

/**
 * @param {ParentNode} within
 * @returns {Field[]}
 */
function fieldsIn(within) {
  const all = /** @type {NodeListOf<Field>} */ (
    within.querySelectorAll('input:not([type=hidden], [type=file]), textarea, select')
  )
  return [...all].filter(field => field.name && field.form?.method === 'post')
}

/**
 * Sends forms, each thing once, and again until Hearth has it; until then it stays where it was typed.
 * @param {{ say(words: string): void, drafts: Drafts, asked(pressed: HTMLElement | null): void }} parts
 */
function sendForms({ say, drafts, asked }) {
  const taken = new WeakSet()
  /** What is on its way, by its form. @type {Map<HTMLFormElement, () => void>} */
  const waiting = new Map()
  /** Forms that were sent once more before the first was answered. @type {WeakSet<HTMLFormElement>} */
  const queued = new WeakSet()
  let isAway = false
  return { takeOver, resume, back, away }

  /** @param {string} [why] */
  function away(why) {
    isAway = true
    if (waiting.size === 0) say(why ?? phrases.away)
  }

  function back() {
    if (isAway && waiting.size === 0) say('')
    isAway = false
    for (const again of [...waiting.values()]) again()
  }

  /** @param {HTMLFormElement} form */
  function takeOver(form) {
    if (taken.has(form)) return
    taken.add(form)
    form.addEventListener('submit', event => {
      event.preventDefault()
      submit(form, /** @type {HTMLButtonElement | null} */ (event.submitter))
    })
    form.addEventListener('keydown', event => onEnter(event, form))
    // What is ticked is saved at once.
    if (form.querySelector('.checks'))
      form.addEventListener('change', () => form.requestSubmit(form.querySelector('button')))
  }

  /**
   * Enter sends a line, and presses the button that follows a field; Shift and Enter begin a new line.
   * @param {KeyboardEvent} event
   * @param {HTMLFormElement} form
   */
  function onEnter(event, form) {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
    const field = event.target
    const isLine = field instanceof HTMLTextAreaElement && form.classList.contains('say')
    if (!isLine && !(field instanceof HTMLInputElement && field.type !== 'checkbox')) return
    event.preventDefault()
    // On a screen that is touched, the key that begins a new line is the only one there is.
    if (isLine && matchMedia('(pointer: coarse)').matches)
      return void field.setRangeText('\n', field.selectionStart, field.selectionEnd, 'end')
    const button = form.querySelector('button')
    if (button) form.requestSubmit(button)
  }

  /** What was sent and not answered before a reload is sent again, under the same name. */
  function resume() {
    const talk = /** @type {HTMLFormElement | null} */ (document.getElementById('talk'))
    if (talk && remembered(talk)) submit(talk, talk.querySelector('button'))
  }

  /**
   * @param {HTMLFormElement} form
   * @param {HTMLButtonElement | null} button
   */
  function submit(form, button) {
    if (waiting.has(form)) {
      queued.add(form)
      return waiting.get(form)?.()
    }
    const body = bodyOf(form, button)
    if ([...body.values()].some(value => String(value).length > Number(longest))) return say(phrases.tooLong)
    const isLine = form.classList.contains('say')
    if (isLine && String(body.get('line') ?? '').trim() === '') return
    const id = (isLine && sameAsBefore(form, String(body.get('line')))) || crypto.randomUUID()
    body.set('id', id)
    if (isLine) remember(form, id, String(body.get('line')))
    else drafts.release(form.closest('article') ?? form)
    asked(isLine ? null : button)
    const menu = /** @type {HTMLElement | null} */ (form.closest('[popover]'))
    menu?.hidePopover?.()
    attempt(form, button, body)
  }

  /**
   * @param {HTMLFormElement} form
   * @param {HTMLButtonElement | null} button
   * @param {URLSearchParams} body
   */
  function attempt(form, button, body) {
    waiting.set(form, () => {})
    button?.setAttribute('aria-busy', 'true')
    const path = new URL(form.action).pathname
    post(path, body).then(
      async answer => {
        if (answer.ok) return done(form, button, body)
        const words = await answer.text()
        if (answer.status >= 502) return later(form, button, body, answer.status === 507 ? words : undefined)
        end(form, button)
        forget(form)
        drafts.hold(form.closest('article') ?? form)
        say(words)
      },
      () => later(form, button, body),
    )
  }

  /**
   * @param {HTMLFormElement} form
   * @param {HTMLButtonElement | null} button
   * @param {URLSearchParams} body
   * @param {string} [why]
   */
  function later(form, button, body, why = phrases.unsent) {
    say(why)
    // What stands in the field now is what is meant, where somebody went on typing.
    const again = () => {
      if (waiting.get(form) !== again) return
      clearTimeout(timer)
      const line =
        form.classList.contains('say') && /** @type {Field | null} */ (form.elements.namedItem('line'))
      if (line && line.value !== body.get('line')) {
        end(form, button)
        return submit(form, button)
      }
      attempt(form, button, body)
    }
    const timer = setTimeout(again, 3_000)
    waiting.set(form, again)
  }

  /**
   * @param {HTMLFormElement} form
   * @param {HTMLButtonElement | null} button
   * @param {URLSearchParams} body
   */
  function done(form, button, body) {
    end(form, button)
    forget(form)
    say('')
    if (!form.classList.contains('say')) return drafts.clear(form.closest('article') ?? form)
    const line = /** @type {Field} */ (form.elements.namedItem('line'))
    const sent = String(body.get('line'))
    if (line.value.startsWith(sent)) line.value = line.value.slice(sent.length).trimStart()
    if (line.value === '') drafts.clear(form)
    if (queued.delete(form)) submit(form, button)
  }

  /**
   * @param {HTMLFormElement} form
   * @param {HTMLButtonElement | null} button
   */
  function end(form, button) {
    waiting.delete(form)
    button?.removeAttribute('aria-busy')
  }

  /** @param {HTMLFormElement} form */
  function keyOf(form) {
    const thread = form.elements.namedItem('thread')
    return `hearth-sent ${base || person} ${thread instanceof HTMLInputElement ? thread.value : place}`
  }

  /**
   * @param {HTMLFormElement} form
   * @param {string} id
   * @param {string} line
   */
  function remember(form, id, line) {
    try {
      sessionStorage.setItem(keyOf(form), JSON.stringify({ id, line }))
    } catch {
      // Without it, only a reload in this very moment could double the line.
    }
  }

  /** @param {HTMLFormElement} form */
  function remembered(form) {
    return JSON.parse(sessionStorage.getItem(keyOf(form)) ?? 'null')
  }

  /**
   * @param {HTMLFormElement} form
   * @param {string} line
   */
  function sameAsBefore(form, line) {
    const before = remembered(form)
    return before?.line === line ? before.id : undefined
  }

  /** @param {HTMLFormElement} form */
  function forget(form) {
    sessionStorage.removeItem(keyOf(form))
  }
}

/**
 * What somebody unfolds, a menu too, comes into view: the field at the foot of the page would hide it.
 * @param {HTMLElement} within
 */
function showWhatOpens(within) {
  within.addEventListener('click', ({ target }) => {
    const details = target instanceof Element && target.closest('summary')?.parentElement
    if (!(details instanceof HTMLDetailsElement)) return
    const show = () => details.open && details.scrollIntoView({ block: 'nearest' })
    details.addEventListener('toggle', show, { once: true })
  })
}

/**
 * A file is chosen, or dropped anywhere on the page; one that is too large is not even sent.
 * @param {(words: string) => void} say
 */
function takeFiles(say) {
  const form = /** @type {HTMLFormElement | null} */ (document.getElementById('send'))
  const field = /** @type {HTMLInputElement | null} */ (document.getElementById('file'))
  if (!form || !field) return
  form.addEventListener('submit', event => {
    if ((field.files?.[0]?.size ?? 0) <= mostFileBytes) return
    event.preventDefault()
    say(phrases.fileTooLarge)
  })
  document.addEventListener(
    'dragover',
    event => event.dataTransfer?.types.includes('Files') && event.preventDefault(),
  )
  document.addEventListener('drop', event => {
    const files = event.dataTransfer?.files
    if (!files?.length) return
    event.preventDefault()
    field.files = files
    form.requestSubmit()
  })
}

const mostFileBytes = 5 * 1024 * 1024

/**
 * What a form holds, with what all other fields of its message hold: a chat platform sends them with every button.
 * @param {HTMLFormElement} form
 * @param {HTMLButtonElement | null} button
 */
function bodyOf(form, button) {
  const all = form.closest('article')?.querySelectorAll('form') ?? [form]
  const body = new URLSearchParams()
  for (const one of all)
    for (const [name, value] of new FormData(one, one === form ? button : null))
      if (typeof value === 'string') body.append(name, value)
  body.set('zone', Intl.DateTimeFormat().resolvedOptions().timeZone)
  return body
}

/**
 * @param {string} path
 * @param {URLSearchParams} body
 */
const post = (path, body) =>
  fetch(path, { method: 'POST', body, headers: { accept: 'text/plain' }, keepalive: false })

// --- What is told where nobody looks ------------------------------------------------------------------------------------

const noticesKey = 'hearth-notices'

function offerNotices() {
  const button = document.getElementById('notify')
  const offer = button?.parentElement
  if (!button || !offer || !('Notification' in window)) return
  offer.hidden = false
  show()
  button.addEventListener('click', async () => {
    const isOn = areOn()
    if (!isOn && (await Notification.requestPermission()) !== 'granted') {
      button.textContent = phrases.noNotices
      return
    }
    localStorage.setItem(noticesKey, isOn ? 'off' : 'on')
    show()
  })

  function show() {
    button?.setAttribute('aria-pressed', String(areOn()))
  }
}

const areOn = () =>
  'Notification' in window &&
  Notification.permission === 'granted' &&
  localStorage.getItem(noticesKey) === 'on'

/**
 * @param {string} title
 * @param {string} words
 */
function tellAside(title, words) {
  if (document.hidden && areOn()) new Notification(title, { body: words, tag: `hearth ${base}` })
}

// --- The reader’s own clock ---------------------------------------------------------------------------------------------

/** @param {ParentNode} within */
function localTimes(within) {
  const today = new Date().toDateString()
  for (const time of within.querySelectorAll('time')) {
    const at = new Date(time.dateTime)
    const clock = at.toLocaleTimeString(locale, { hour: 'numeric', minute: '2-digit' })
    time.textContent =
      at.toDateString() === today
        ? clock
        : `${at.toLocaleDateString(locale, { weekday: 'short', month: 'short', day: 'numeric' })}, ${clock}`
    time.title = at.toLocaleString(locale)
  }
}

// --- A link that is to be passed on ---------------------------------------------------------------------------------------

/** It is copied whole: by its button, or by hand where the browser lets no page copy. */
function offerCopy() {
  const field = /** @type {HTMLInputElement | null} */ (document.getElementById('link'))
  const button = document.getElementById('copy')
  const told = document.getElementById('copied')
  field?.addEventListener('focus', () => field.select())
  if (!field || !button?.parentElement || !told || !navigator.clipboard) return
  button.parentElement.hidden = false
  button.addEventListener('click', async () => {
    const isCopied = await navigator.clipboard.writeText(field.value).then(
      () => true,
      () => false,
    )
    if (!isCopied) field.focus()
    told.textContent = isCopied ? phrases.copied : phrases.notCopied
  })
}

offerCopy()

if (list && status && news) live(list, status, news)
