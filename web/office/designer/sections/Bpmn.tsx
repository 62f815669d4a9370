import './flow.css'
import 'bpmn-js/dist/assets/diagram-js.css'
import 'bpmn-js/dist/assets/bpmn-js.css'
import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer.js'
import { useEffect, useRef, useState } from 'react'
import type { Flow } from '../../../../src/blocks/procedure/model/definition.ts'
import { ApiProblem, act, address, sentence } from '../../api.ts'
import { readFlow } from '../diagram/flow.ts'
import { InWords } from '../diagram/InWords.tsx'
import { useDraft } from '../use-draft.ts'

type LeftOut = { element: string; kind: string; name: string; reason: string }

/** The flow as a BPMN 2.0 diagram: shown, taken away as a file, or brought in from one, telling what was left out. */
export function Component() {
  const { draft, content, change, saves, locked } = useDraft()
  const [xml, setXml] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [leftOut, setLeftOut] = useState<LeftOut[] | null>(null)
  const [busy, setBusy] = useState(false)
  const file = address('/procedures/bpmn', { draft: draft.id })
  // biome-ignore lint/correctness/useExhaustiveDependencies: a save is what makes the diagram worth asking for again
  useEffect(() => {
    const stop = new AbortController()
    fetchText(file, stop.signal)
      .then((text) => {
        setXml(text)
        setProblem(null)
      })
      .catch((error) => stop.signal.aborted || setProblem(sentence(error)))
    return () => stop.abort()
  }, [file, saves])

  async function bring(chosen: File): Promise<void> {
    setBusy(true)
    setProblem(null)
    setLeftOut(null)
    try {
      const xml = await chosen.text()
      const answer = await act<Flow & { leftOut: LeftOut[] }>('/procedures/bpmn', { xml }, 'bpmn')
      const { states, moves, initial } = answer
      const definition = { ...content.definition, states, moves, initial }
      change(
        '',
        { ...content, definition },
        `Đã lấy ${states.length} bước và ${moves.length} thao tác từ tệp.`,
      )
      setLeftOut(answer.leftOut)
    } catch (error) {
      setProblem(sentence(error))
    } finally {
      setBusy(false)
    }
  }

  return (
    <div className="stack">
      <h2>Sơ đồ BPMN 2.0</h2>
      <p className="quiet">
        Bản vẽ theo chuẩn quốc tế BPMN 2.0 của các bước và thao tác, mở được bằng phần mềm khác. Kéo để di
        chuyển, giữ Ctrl và lăn chuột để phóng to, thu nhỏ.
      </p>
      <div className="buttons">
        <a className="button second" href={file} download={`${draft.procedure}.bpmn`}>
          Tải tệp BPMN về
        </a>
        {!locked('states') && (
          <label className="bpmn-file">
            <span>Lấy bước và thao tác từ tệp BPMN: </span>
            <input
              type="file"
              accept=".bpmn,.xml,application/xml,text/xml"
              disabled={busy}
              onChange={(event) => {
                const chosen = event.target.files?.[0]
                event.target.value = ''
                if (chosen) void bring(chosen)
              }}
            />
          </label>
        )}
      </div>
      {problem && (
        <p className="error-box" role="alert">
          {problem}
        </p>
      )}
      <div role="status">{leftOut && <LeftOutList leftOut={leftOut} />}</div>
      {xml && <Canvas xml={xml} onProblem={setProblem} />}
      <InWords flow={readFlow(content.definition)} />
    </div>
  )
}

async function fetchText(url: string, signal: AbortSignal): Promise<string> {
  const response = await fetch(url, { credentials: 'same-origin', signal })
  if (response.ok) return response.text()
  const body = await response.json().catch(() => null)
  throw new ApiProblem(
    body?.code ?? 'server.unreadable',
    response.status,
    body?.detail ?? 'Chưa vẽ được sơ đồ BPMN. Xin thử lại sau ít phút.',
  )
}

function LeftOutList({ leftOut }: { leftOut: LeftOut[] }) {
  if (leftOut.length === 0) return <p className="done-box">Đã lấy toàn bộ sơ đồ vào bản thảo.</p>
  return (
    <div className="soon-box">
      <p>Đã lấy sơ đồ vào bản thảo. {leftOut.length} phần tử không lấy được:</p>
      <ul className="change-list">
        {leftOut.map(({ element, kind, name, reason }) => (
          <li key={`${element} ${kind} ${name} ${reason}`}>
            <strong>{name || element || kind}</strong> ({kind}): {reason}
          </li>
        ))}
      </ul>
    </div>
  )
}

/** What of bpmn-js is used here; its own declarations name no default a module of this kind could import. */
type Viewer = {
  importXML: (xml: string) => Promise<unknown>
  get: (name: 'canvas') => { zoom: (to?: 'fit-viewport' | number, center?: 'auto') => number }
  destroy: () => void
}
const OpenViewer = NavigatedViewer as unknown as new (options: { container: HTMLElement }) => Viewer

function Canvas({ xml, onProblem }: { xml: string; onProblem: (problem: string) => void }) {
  const holder = useRef<HTMLDivElement>(null)
  const shown = useRef<Viewer | null>(null)
  const latest = useRef(onProblem)
  latest.current = onProblem
  useEffect(() => {
    const viewer = new OpenViewer({ container: holder.current! })
    let current = true
    viewer
      .importXML(xml)
      .then(() => {
        if (!current) return
        shown.current = viewer
        viewer.get('canvas').zoom('fit-viewport', 'auto')
      })
      .catch(() => current && latest.current('Sơ đồ BPMN không vẽ được. Hãy kiểm tra các bước và thao tác.'))
    return () => {
      current = false
      shown.current = null
      viewer.destroy()
    }
  }, [xml])
  function zoom(by: number | null): void {
    const canvas = shown.current?.get('canvas')
    if (!canvas) return
    if (by === null) canvas.zoom('fit-viewport', 'auto')
    else canvas.zoom(canvas.zoom() * by, 'auto')
  }
  return (
    <div>
      <div className="buttons bpmn-tools">
        <button type="button" className="plain-button" onClick={() => zoom(1.25)}>
          Phóng to
        </button>
        <button type="button" className="plain-button" onClick={() => zoom(0.8)}>
          Thu nhỏ
        </button>
        <button type="button" className="plain-button" onClick={() => zoom(null)}>
          Vừa khung
        </button>
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: a drawing of the library's own, told in words below it */}
      <div
        ref={holder}
        className="bpmn-canvas"
        role="group"
        aria-label="Sơ đồ BPMN 2.0; nội dung bằng lời ở ngay dưới"
      />
    </div>
  )
}
