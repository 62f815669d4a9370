import type { ScreenView } from '../../../src/blocks/schedule/contract.ts'
import { waitWords } from '../schedule/words.ts'

/**
 * The screen on the wall: asks every few seconds what was called, shows it large and says it. A lost line leaves the last
 * numbers standing, says since when, and is tried again for ever.
 */
const ASK_MS = 3_000
/** A line that neither answers nor fails is given up. */
const PATIENCE_MS = 8_000
const BEFORE = 5

const calls = document.querySelector<HTMLElement>('.calls')
const latest = document.querySelector<HTMLElement>('#calls-latest')
const before = document.querySelector<HTMLElement>('#calls-before')
const queues = document.querySelector<HTMLElement>('#calls-queues')
const line = document.querySelector<HTMLElement>('#calls-line')
const voiceLine = document.querySelector<HTMLElement>('#calls-voice')
const soundButton = document.querySelector<HTMLButtonElement>('#calls-sound')

const told = new Set<string>(calls?.dataset.serial ? [calls.dataset.serial] : [])
let first = true
let lostSince: string | null = null
let audio: AudioContext | null = null

const clock = (instant: string) => instant.slice(11, 16)
const element = (tag: string, text: string, className?: string) => {
  const made = document.createElement(tag)
  made.textContent = text
  if (className) made.className = className
  return made
}

async function ask(): Promise<void> {
  if (!calls) return
  try {
    const answer = await fetch(`/api/desks/${encodeURIComponent(calls.dataset.agency ?? '')}/screen`, {
      signal: AbortSignal.timeout(PATIENCE_MS),
      cache: 'no-store',
    })
    if (!answer.ok) throw new Error(String(answer.status))
    show((await answer.json()) as ScreenView)
    lostSince = null
  } catch {
    lostSince ??= new Date().toLocaleTimeString('vi-VN', { hour: '2-digit', minute: '2-digit' })
    if (line) {
      line.textContent = `Mất kết nối từ ${lostSince}. Các số trên đây là số gọi trước đó; màn hình sẽ tự nối lại.`
      line.classList.add('lost')
    }
  } finally {
    setTimeout(() => void ask(), ASK_MS)
  }
}

function show(screen: ScreenView): void {
  const [now, ...rest] = screen.calls
  latest?.replaceChildren(
    ...(now
      ? [element('p', now.label, 'calls-number'), element('p', now.counter, 'calls-counter')]
      : [element('p', 'Chưa gọi số nào hôm nay', 'calls-none')]),
  )
  before?.replaceChildren(
    ...rest.slice(0, BEFORE).map((each) => {
      const row = document.createElement('tr')
      row.append(element('td', each.label), element('td', each.counter), element('td', clock(each.at)))
      return row
    }),
  )
  queues?.replaceChildren(
    ...screen.queues.map((queue) => {
      const item = document.createElement('li')
      item.append(
        element('strong', queue.name),
        `: ${queue.waiting} người đang chờ, ${waitWords(queue.wait, (vi) => vi)}`,
      )
      return item
    }),
  )
  if (line) {
    line.textContent = `Tính đến ${clock(screen.now)}${screen.open ? '' : '. Bàn tiếp nhận đang không cấp số mới.'}`
    line.classList.remove('lost')
  }
  const fresh = screen.calls.filter((each) => !told.has(each.serial)).reverse()
  for (const { serial } of fresh) told.add(serial)
  // What was called before this screen was switched on is shown, not shouted.
  if (!first) for (const each of fresh) say(each.spoken)
  first = false
}

const vietnamese = () => speechSynthesis.getVoices().find(({ lang }) => /^vi\b/i.test(lang))

/** A chime always; words where the machine has a Vietnamese voice. Other voices read Vietnamese so that nobody understands. */
function say(text: string): void {
  chime()
  const voice = 'speechSynthesis' in window ? vietnamese() : undefined
  if (!voice) return
  const words = new SpeechSynthesisUtterance(text)
  words.voice = voice
  words.lang = 'vi-VN'
  words.rate = 0.9
  speechSynthesis.speak(words)
}

function chime(): void {
  if (audio?.state !== 'running') return
  for (const [at, pitch] of [659, 523].entries()) {
    const tone = audio.createOscillator()
    const volume = audio.createGain()
    const from = audio.currentTime + at * 0.45
    tone.frequency.value = pitch
    volume.gain.setValueAtTime(0.4, from)
    volume.gain.exponentialRampToValueAtTime(0.001, from + 0.9)
    tone.connect(volume).connect(audio.destination)
    tone.start(from)
    tone.stop(from + 0.9)
  }
}

/** What this machine can do, said honestly where its keeper looks. */
function tellVoice(): void {
  if (!voiceLine) return
  const can = 'speechSynthesis' in window && vietnamese()
  voiceLine.textContent = can
    ? `Máy này có giọng đọc tiếng Việt (${can.name}): mỗi số được báo chuông rồi đọc lên.`
    : 'Máy này không có giọng đọc tiếng Việt: mỗi số chỉ được báo bằng chuông và chữ số lớn. Muốn đọc số, hãy cài giọng tiếng Việt cho hệ điều hành rồi mở lại trang.'
}

if (soundButton) {
  soundButton.hidden = false
  // Browsers let a page make sound only after somebody has pressed something on it.
  soundButton.addEventListener('click', () => {
    audio ??= new AudioContext()
    void audio.resume().then(() => say('Đọc thử. Mời số A không không một, đến quầy 1.'))
    soundButton.textContent = 'Đã bật âm thanh; đọc thử lần nữa'
  })
}
if ('speechSynthesis' in window) speechSynthesis.addEventListener('voiceschanged', tellVoice)
tellVoice()
setTimeout(() => void ask(), ASK_MS)
