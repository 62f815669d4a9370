import {
  browserSupportsWebAuthn,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
} from '@simplewebauthn/browser'
import type { PasskeyQuestion } from '../../../src/blocks/identity/model/factors.ts'
import { ApiProblem, act, sentence, uuid } from '../api.ts'

/** Browsers give passkeys to sites with a name, over https or on this very machine. */
export const passkeysWork = (): boolean =>
  browserSupportsWebAuthn() && isSecureContext && !/^[\d.]+$|:/.test(location.hostname)

/** Asks the device for a passkey of this site. Throws ApiProblem, or what the browser tells (see factorSentence). */
export async function showPasskey() {
  const { token, options } = await act<PasskeyQuestion>('/passkeys/question', {}, `passkey.${uuid()}`)
  const optionsJSON = options as unknown as PublicKeyCredentialRequestOptionsJSON
  return { token, response: await startAuthentication({ optionsJSON }) }
}

/** Asks the device to make one. */
export async function makePasskey() {
  const { token, options } = await act<PasskeyQuestion>('/account/passkeys/question', {}, `passkey.${uuid()}`)
  const optionsJSON = options as unknown as PublicKeyCredentialCreationOptionsJSON
  return { token, response: await startRegistration({ optionsJSON }) }
}

/** Browsers tell in English why there was no answer; what a person can do is short. */
export function factorSentence(error: unknown): string {
  if (error instanceof ApiProblem && error.code !== 'identity.required')
    return error.errors[0]?.message ?? error.message
  const { name } = error as Error
  if (name === 'InvalidStateError') return 'Thiết bị này đã có khóa truy cập của tài khoản.'
  if (name === 'NotAllowedError' || name === 'AbortError')
    return 'Thiết bị chưa trả lời. Bấm nút để thử lại, hoặc chọn cách khác.'
  return sentence(error)
}
