import '../administration/administration.css'
import { useEffect } from 'react'
import { OpenAccount } from './OpenAccount.tsx'
import { Represent } from './Represent.tsx'

/** What a counter does for a person beside dossiers, their card in hand: an account, and who represents whom. */
export function Component() {
  useEffect(() => {
    document.title = 'Người dân – Cán bộ'
  }, [])
  return (
    <section className="admin stack">
      <h1>Người dân</h1>
      <OpenAccount />
      <Represent />
    </section>
  )
}
