import { useState } from 'react'
import { ApiProblem, act, sentence } from '../api.ts'

/** Gives commands about parcels: what was refused, by field, and whether one is on its way. */
export function usePost(onDone: () => void) {
  const [trouble, setTrouble] = useState('')
  const [errors, setErrors] = useState<Record<string, string>>({})
  const [busy, setBusy] = useState(false)
  async function give<T>(path: string, body: object): Promise<T | null> {
    setBusy(true)
    setTrouble('')
    setErrors({})
    try {
      const answer = await act<T>(path, body, `post.${path}.${JSON.stringify(body)}`)
      onDone()
      return answer
    } catch (error) {
      setTrouble(sentence(error))
      if (error instanceof ApiProblem)
        setErrors(Object.fromEntries(error.errors.map(({ path: field, message }) => [field, message])))
      return null
    } finally {
      setBusy(false)
    }
  }
  return { trouble, errors, busy, give, clear: () => setErrors({}) }
}
