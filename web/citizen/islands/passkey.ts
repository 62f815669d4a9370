import { browserSupportsWebAuthn, startAuthentication, startRegistration } from '@simplewebauthn/browser'

/** Passkeys need script: their forms stay hidden without it, and where the browser knows none. */
const t = (vi: string, en: string) => (document.documentElement.lang === 'en' ? en : vi)

for (const form of document.querySelectorAll<HTMLFormElement>('form.passkey')) {
  const button = form.querySelector<HTMLButtonElement>('button')
  const said = form.querySelector<HTMLElement>('[role="status"]')
  if (!button || !said || !browserSupportsWebAuthn()) continue
  form.hidden = false
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    said.textContent = t('Làm theo hướng dẫn của thiết bị…', 'Follow your device…')
    button.disabled = true
    answer(form)
      .then(() => form.submit())
      .catch((error: Error) => {
        said.textContent = sentence(error)
        button.disabled = false
      })
  })
}

async function answer(form: HTMLFormElement): Promise<void> {
  const enrols = form.dataset.question === 'new'
  const path = enrols ? '/api/account/passkeys/question' : '/api/passkeys/question'
  const asked = await fetch(path, {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json', 'x-requested-with': 'tan-trao' },
    body: '{}',
  })
  const question = await asked.json()
  if (!asked.ok) throw new Error(question.detail)
  const optionsJSON = question.options
  const response = enrols
    ? await startRegistration({ optionsJSON })
    : await startAuthentication({ optionsJSON })
  put(form, 'token', question.token)
  put(form, 'response', JSON.stringify(response))
}

function put(form: HTMLFormElement, name: string, value: string): void {
  const input = form.querySelector<HTMLInputElement>(`input[name="${name}"]`)
  if (input) input.value = value
}

/** Browsers tell in English why there was no answer; what a person can do is short. */
function sentence({ name, message }: Error): string {
  if (name === 'InvalidStateError')
    return t('Thiết bị này đã có khóa truy cập của tài khoản.', 'This device has a passkey of yours already.')
  if (name === 'NotAllowedError' || name === 'AbortError')
    return t(
      'Thiết bị chưa trả lời. Bấm nút để thử lại, hoặc chọn cách khác.',
      'Your device gave no answer. Press the button to try again, or choose another way.',
    )
  return message
}
