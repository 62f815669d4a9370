import './dossier.css'
import { lazy, Suspense, useEffect, useState } from 'react'
import { Link, type LoaderFunctionArgs, useLoaderData, useNavigate } from 'react-router'
import type { DossierView } from '../../../src/blocks/dossier/contract.ts'
import { ask } from '../api.ts'
import { useKept } from '../kept.ts'
import { useKeys } from '../keys.ts'
import { requireMe, toSignIn } from '../session.ts'
import { TimeLeft } from '../worklist/TimeLeft.tsx'
import { backToList, nextAfter } from '../worklist/trail.ts'
import { ClockPanel } from './ClockPanel.tsx'
import { Consultations } from './Consultations.tsx'
import { DraftView } from './DraftView.tsx'
import type { Marks, Procedure } from './definition.ts'
import { FormView } from './FormView.tsx'
import { History } from './History.tsx'
import { JointPanel } from './JointPanel.tsx'
import { KeptBack } from './KeptBack.tsx'
import { MovePanel } from './MovePanel.tsx'
import { PaperList } from './PaperList.tsx'
import { People } from './People.tsx'
import { Prints } from './Prints.tsx'
import { type Viewed, Viewer } from './Viewer.tsx'

const ParcelPanel = lazy(() => import('../post/ParcelPanel.tsx'))
const PayPanel = lazy(() => import('../payment/PayPanel.tsx'))
const SyncPanel = lazy(() => import('../exchange/SyncPanel.tsx'))

export async function loader({ params, request }: LoaderFunctionArgs) {
  await requireMe(request)
  try {
    const dossier = await ask<DossierView>(`/dossiers/${params.code}`, {}, request.signal)
    const procedure = await editionOf(dossier, request.signal)
    return { dossier, procedure }
  } catch (error) {
    throw toSignIn(error, request)
  }
}

/** The dossier keeps the edition it began with; its labels come from that one, or from the one in force. */
async function editionOf(dossier: DossierView, signal: AbortSignal): Promise<Procedure> {
  const path = `/procedures/${dossier.procedure.code}`
  const inForce = await ask<Procedure>(path, {}, signal)
  if (inForce.edition === dossier.edition) return inForce
  return ask<Procedure>(path, { edition: dossier.edition }, signal).catch(() => inForce)
}

export function Component() {
  const { dossier, procedure } = useLoaderData() as Awaited<ReturnType<typeof loader>>
  return <DossierScreen key={dossier.code} loaded={dossier} procedure={procedure} />
}

/** Left the form and papers, beside them the scan being read, right clock, moves and history. */
function DossierScreen({ loaded, procedure }: { loaded: DossierView; procedure: Procedure }) {
  const [dossier, setDossier] = useState(loaded)
  const [marks, setMarks] = useKept<Marks>(`marks.${dossier.code}`, {})
  const [marking, setMarking] = useState(false)
  const [viewed, setViewed] = useState<Viewed | null>(null)
  const navigate = useNavigate()
  const next = nextAfter(dossier.code)

  useEffect(() => setDossier(loaded), [loaded])
  useEffect(() => {
    document.title = `${dossier.code} – ${dossier.procedure.name}`
  }, [dossier.code, dossier.procedure.name])
  useKeys({
    n: () => navigate(next ? `/ho-so/${next}` : backToList()),
    u: () => navigate(backToList()),
  })
  const marker = marking ? { marks, setMarks } : null

  return (
    <article className="dossier" data-viewing={viewed !== null}>
      <header className="dossier-head">
        <p className="crumbs">
          <Link to={backToList()}>Danh sách</Link>
          {next && (
            <>
              {' · '}
              <Link to={`/ho-so/${next}`}>Hồ sơ tiếp theo (n)</Link>
            </>
          )}
        </p>
        <h1>
          {dossier.procedure.name} <span className="code">{dossier.code}</span>
        </h1>
        <p className="facts">
          <strong>{dossier.state.name}</strong> · {dossier.agency.name} · <TimeLeft row={dossier} />
          {dossier.assignee && <> · Người xử lý: {dossier.assignee.name}</>}
        </p>
      </header>
      <div className="dossier-form">
        <KeptBack dossier={dossier} onChanged={setDossier} />
        <People dossier={dossier} />
        <FormView dossier={dossier} procedure={procedure} marker={marker} />
        <DraftView dossier={dossier} procedure={procedure} />
        <PaperList
          dossier={dossier}
          marker={marker}
          viewed={viewed}
          onView={setViewed}
          onChanged={setDossier}
        />
      </div>
      {viewed && <Viewer code={dossier.code} viewed={viewed} onClose={() => setViewed(null)} />}
      <aside className="dossier-side" aria-label="Thời hạn, thao tác, lịch sử">
        <ClockPanel dossier={dossier} />
        <MovePanel
          dossier={dossier}
          procedure={procedure}
          marks={marks}
          onMarking={setMarking}
          onMarks={setMarks}
          onChanged={setDossier}
          next={next}
        />
        {dossier.fees.length > 0 && (
          <Suspense>
            <PayPanel dossier={dossier} />
          </Suspense>
        )}
        <JointPanel joint={dossier.joint} />
        <Consultations dossier={dossier} />
        <Prints dossier={dossier} />
        {dossier.finishedAt && (
          <p>
            <Link to={`/danh-gia/${dossier.code}`}>Mời người nộp đánh giá</Link>
          </p>
        )}
        <Suspense>
          <ParcelPanel dossier={dossier} />
        </Suspense>
        <Suspense>
          <SyncPanel dossier={dossier} onChanged={setDossier} />
        </Suspense>
        <History dossier={dossier} procedure={procedure} />
      </aside>
    </article>
  )
}
