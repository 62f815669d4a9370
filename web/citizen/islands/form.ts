/** Adds to a form page what only script can: the page works without it. */
const english = document.documentElement.lang === 'en'
const t = (vi: string, en: string) => (english ? en : vi)

for (const box of document.querySelectorAll<HTMLElement>('.my-place')) {
  const button = box.querySelector('button')
  const said = box.querySelector<HTMLElement>('[role="status"]')
  const name = box.dataset.point
  if (!button || !said || !name || !('geolocation' in navigator)) continue
  box.hidden = false
  button.addEventListener('click', () => {
    said.textContent = t('Đang tìm vị trí…', 'Finding your location…')
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        put(`${name}.lat`, coords.latitude)
        put(`${name}.lng`, coords.longitude)
        said.textContent = t(
          `Đã điền, sai số khoảng ${Math.round(coords.accuracy)} m.`,
          `Filled in, to about ${Math.round(coords.accuracy)} m.`,
        )
      },
      () => {
        said.textContent = t(
          'Không lấy được vị trí. Hãy cho phép trình duyệt dùng vị trí, hoặc gõ tọa độ.',
          'No location. Allow the browser to use it, or type the coordinates.',
        )
      },
      { enableHighAccuracy: true, timeout: 20_000 },
    )
  })
}

function put(name: string, degrees: number): void {
  const input = document.querySelector<HTMLInputElement>(`input[name="${name}"]`)
  if (input) input.value = degrees.toFixed(5).replace('.', ',')
}

/** A former commune's name tells at once where it lies today; the server tells the same when the page is sent. */
const today = new Map<string, string>()
for (const option of document.querySelectorAll<HTMLOptionElement>('#communes option[label]'))
  today.set(plain(option.value), option.label)

for (const line of document.querySelectorAll<HTMLElement>('.commune-now')) {
  const input = document.querySelector<HTMLInputElement>(`input[name="${line.dataset.for}"]`)
  input?.addEventListener('input', () => {
    const wanted = plain(input.value)
    const found =
      wanted.length < 4 ? [] : [...today].filter(([name]) => name === wanted || name.startsWith(`${wanted},`))
    line.textContent = found.map(([, told]) => told).join('. ')
    line.hidden = found.length === 0
  })
}

function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('đ', 'd')
    .replace(/\s+/g, ' ')
    .trim()
}
