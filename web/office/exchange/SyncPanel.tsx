import './exchange.css'
import { lazy, Suspense, useEffect, useState } from 'react'
import type { DossierView } from '../../../src/blocks/dossier/contract.ts'
import type { MessageView } from '../../../src/blocks/message/model/exchange.ts'
import { NATIONAL_STATUSES } from '../../../src/blocks/procedure/model/national-statuses.ts'
import { ask } from '../api.ts'
import { useMe } from '../frame/Frame.tsx'
import { may } from '../session.ts'
import { moment } from '../words.ts'
import { KIND_NAMES, STATE_NAMES } from './words.ts'

const SystemReply = lazy(() => import('./SystemReply.tsx'))

type Told = {
  portalCode: string | null
  filedThere: boolean
  sync: 'none' | 'waiting' | 'failed' | 'synced'
  status: number | null
  statusAt: string | null
  messages: MessageView[]
}
const SYNC_NAMES = { none: '', waiting: 'đang chờ gửi', failed: 'có tin lỗi', synced: 'đã đồng bộ' } as const

type Props = { dossier: DossierView; onChanged: (dossier: DossierView) => void }
/** A move reaches outside systems a moment after it was made: looked at again a few times, and while anything waits. */
const AGAIN_MS = 4_000
const LOOKS = 3

/** How the dossier stands with outside systems; nothing where none was ever told of it. */
export default function SyncPanel({ dossier, onChanged }: Props) {
  const [told, setTold] = useState<Told | null>(null)
  const me = useMe()
  const { code, seq } = dossier
  // biome-ignore lint/correctness/useExhaustiveDependencies: each move changes what outside systems are told
  useEffect(() => {
    const stop = new AbortController()
    let timer: ReturnType<typeof setTimeout>
    const look = async (times: number) => {
      try {
        const found = await ask<Told>(`/dossiers/${code}/exchange`, {}, stop.signal)
        setTold(found)
        if (times < LOOKS || found.sync === 'waiting') timer = setTimeout(look, AGAIN_MS, times + 1)
      } catch {
        // The dossier itself is there; this part of the page is only not shown.
      }
    }
    void look(1)
    return () => {
      stop.abort()
      clearTimeout(timer)
    }
  }, [code, seq])
  const byHand = dossier.state.role === 'system' && may(me, 'dossier.recordSystemReply')
  const known = told && (told.sync !== 'none' || told.filedThere)
  if (!known && !byHand) return null
  return (
    <section>
      <h2>Liên thông</h2>
      {known && <Sync told={told} />}
      {byHand && (
        <Suspense>
          <SystemReply
            code={code}
            onReplied={async () => onChanged(await ask<DossierView>(`/dossiers/${code}`))}
          />
        </Suspense>
      )}
    </section>
  )
}

function Sync({ told }: { told: Told }) {
  const open = told.messages.filter(({ state }) => state === 'failed' || state === 'waiting')
  const portal =
    told.portalCode !== null || told.messages.some(({ system }) => system.key === 'national-portal')
  return (
    <>
      <p>
        {portal ? 'Cổng Dịch vụ công quốc gia' : 'Hệ thống chuyên ngành'}:{' '}
        <strong className={told.sync === 'failed' ? 'late' : undefined}>{SYNC_NAMES[told.sync]}</strong>
        {told.filedThere && ' · nộp trên Cổng'}
      </p>
      {told.portalCode && (
        <p className="quiet">
          Mã của Cổng: <span className="code">{told.portalCode}</span>
        </p>
      )}
      {told.status !== null && (
        <p className="quiet">
          Cổng ghi nhận: {NATIONAL_STATUSES[told.status]} lúc {moment(told.statusAt)}
        </p>
      )}
      {open.length > 0 && (
        <ul className="prints">
          {open.map((each) => (
            <li key={each.id}>
              {KIND_NAMES[each.kind] ?? each.kind}: {STATE_NAMES[each.state]}
              {each.error && <span className="beneath">{each.error}</span>}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
