import './diagram.css'
import { useEffect, useId, useMemo, useRef, useState } from 'react'
import { type Flow, ordinary } from './flow.ts'
import { InWords } from './InWords.tsx'
import { type Box, draw, type Label, type Line, ROW } from './layout.ts'

/** A row of one of the two tables: `states.3`, `moves.0`. */
export type Chosen = `states.${number}` | `moves.${number}` | null
export type Mark = { lines: string[]; worst: boolean }

type Props = {
  flow: Flow
  chosen: Chosen
  onChoose: (chosen: Chosen) => void
  /** What a simulation found at a state, by its key. */
  marks?: ReadonlyMap<string, Mark>
  /** Findings' rows, shown with an exclamation mark. */
  wrong?: ReadonlySet<string>
  /** What the screen reader calls it, where a page shows two. */
  name?: string
}

/**
 * States and moves as a picture: phase by shape and word, clock by word, unreachable states by a broken frame and word.
 * For the eye and the mouse; the tables beside it say and do the same for keyboard and screen reader.
 */
export function Diagram({ flow, chosen, onChoose, marks, wrong, name = 'Sơ đồ quy trình' }: Props) {
  const [whole, setWhole] = useState(false)
  const [fitted, setFitted] = useState(false)
  const frame = useRef<HTMLElement>(null)
  const id = useId()
  const exceptional = chosen?.startsWith('moves.') && !hasMove(ordinary(flow), chosen)
  const all = whole || Boolean(exceptional)
  const drawing = useMemo(
    () =>
      draw(all ? flow : ordinary(flow), new Map([...(marks ?? [])].map(([key, mark]) => [key, mark.lines]))),
    [flow, all, marks],
  )
  useChoosing(frame, onChoose)
  // Only the frame scrolls: the page stays where the person works.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new drawing puts everything elsewhere
  useEffect(() => {
    const box = frame.current
    const found = box?.querySelector(chosen ? `[data-row~="${chosen}"]` : '.flow-start')
    if (!box || !found) return
    const [around, inner] = [box.getBoundingClientRect(), found.getBoundingClientRect()]
    box.scrollLeft += inner.left + inner.width / 2 - around.left - around.width / 2
    if (chosen) box.scrollTop += inner.top + inner.height / 2 - around.top - around.height / 2
  }, [chosen, drawing])

  if (flow.states.length === 0) return <p className="empty">Sơ đồ hiện ra ở đây khi có bước đầu tiên.</p>
  return (
    <div className="flow">
      <div className="buttons flow-tools">
        <button type="button" className="plain-button" aria-pressed={all} onClick={() => setWhole(!whole)}>
          Cả thao tác rút, dừng, xin lỗi, mở lại
        </button>
        <button
          type="button"
          className="plain-button"
          aria-pressed={fitted}
          onClick={() => setFitted(!fitted)}
        >
          Thu vừa khung
        </button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section ref={frame} className="flow-frame" aria-label={name} tabIndex={0}>
        <svg
          role="img"
          aria-labelledby={id}
          width={drawing.width}
          height={drawing.height}
          viewBox={`0 0 ${drawing.width} ${drawing.height}`}
          className={fitted ? 'fitted' : undefined}
        >
          <title id={id}>
            {`${name} gồm ${flow.states.length} bước và ${flow.moves.length} thao tác; nội dung bằng lời ở ngay dưới sơ đồ.`}
          </title>
          <defs>
            <marker
              id={`${id}-end`}
              viewBox="0 0 8 8"
              refX="7"
              refY="4"
              markerUnits="userSpaceOnUse"
              markerWidth="9"
              markerHeight="9"
              orient="auto"
            >
              <path d="M0 0 L8 4 L0 8 z" className="flow-head" />
            </marker>
          </defs>
          {drawing.lines.map((line) => (
            <Arrow key={line.id} line={line} chosen={chosen} flow={flow} end={`url(#${id}-end)`} />
          ))}
          {drawing.starts.map((start) => (
            <g key={start.name} className="flow-start">
              <rect
                x={start.x - start.width / 2}
                y={start.y - start.height / 2}
                width={start.width}
                height={start.height}
                rx={start.height / 2}
              />
              <Lines at={start} lines={[start.name]} />
            </g>
          ))}
          {drawing.labels.map((label) => (
            <Names key={label.id} label={label} chosen={chosen} flow={flow} wrong={wrong} />
          ))}
          {drawing.boxes.map((box) => (
            <State
              key={box.state.at}
              box={box}
              chosen={chosen === `states.${box.state.at}`}
              wrong={wrong?.has(`states.${box.state.at}`) ?? false}
              worst={marks?.get(box.state.key)?.worst ?? false}
            />
          ))}
        </svg>
      </section>
      <InWords flow={flow} />
    </div>
  )
}

/** A press on a state or an arrow's name chooses its row; heard on the frame, for the tables hold the real buttons. */
function useChoosing(frame: React.RefObject<HTMLElement | null>, onChoose: (chosen: Chosen) => void): void {
  const latest = useRef(onChoose)
  latest.current = onChoose
  useEffect(() => {
    const heard = (event: Event) => {
      const row = (event.target as Element).closest('[data-row]')?.getAttribute('data-row')
      if (row) latest.current(row.split(' ')[0] as Chosen)
    }
    const element = frame.current
    element?.addEventListener('click', heard)
    return () => element?.removeEventListener('click', heard)
  }, [frame])
}

const hasMove = (flow: Flow, row: string): boolean => flow.moves.some(({ at }) => row === `moves.${at}`)

/** Rounded where work begins and ends, square where it is done, broken where somebody is waited for. */
function State({ box, chosen, wrong, worst }: { box: Box; chosen: boolean; wrong: boolean; worst: boolean }) {
  const { state, width, height } = box
  const left = box.x - width / 2
  const top = box.y - height / 2
  const shape = state.phase === 'intake' ? 'intake' : (state.phase ?? 'working')
  const round = { intake: 16, working: 2, waiting: 2, closed: 16 }[shape]
  const lines = [
    { text: `${wrong ? '! ' : ''}${box.phase}${worst ? ' · nút thắt' : ''}`, kind: 'phase' },
    ...box.name.map((text) => ({ text, kind: 'name' })),
    ...box.facts.map((text) => ({ text, kind: 'fact' })),
    ...box.loops.map((text) => ({ text, kind: 'loop' })),
  ]
  const classes = ['flow-state', shape]
  if (chosen) classes.push('chosen')
  if (!state.reachable) classes.push('lost')
  if (worst) classes.push('worst')
  return (
    <g className={classes.join(' ')} data-row={`states.${state.at}`}>
      <rect x={left} y={top} width={width} height={height} rx={round} />
      {shape === 'closed' && (
        <rect
          x={left + 4}
          y={top + 4}
          width={width - 8}
          height={height - 8}
          rx={round - 4}
          className="inner"
        />
      )}
      {lines.map((line, at) => (
        <text
          // biome-ignore lint/suspicious/noArrayIndexKey: lines of one text have nothing else of their own
          key={at}
          x={box.x}
          y={top + 8 + ROW * at + 13}
          textAnchor="middle"
          className={line.kind}
        >
          {line.text}
        </text>
      ))}
    </g>
  )
}

type Shown = { chosen: Chosen; flow: Flow }

/** Chosen itself, or leaving or reaching the chosen state. */
function standsOut({ moves }: { moves: Line['moves'] }, { chosen, flow }: Shown): boolean {
  if (!chosen) return false
  if (moves.some(({ at }) => chosen === `moves.${at}`)) return true
  const key = flow.states.find(({ at }) => chosen === `states.${at}`)?.key
  return Boolean(key) && moves.some((move) => move.to === key || move.from.includes(key!))
}

function Names({ label, wrong, ...shown }: { label: Label; wrong?: ReadonlySet<string> } & Shown) {
  const bad = label.moves.some(({ at }) => wrong?.has(`moves.${at}`))
  return (
    <g
      className={standsOut(label, shown) ? 'flow-move chosen' : 'flow-move'}
      data-row={label.moves.map(({ at }) => `moves.${at}`).join(' ')}
    >
      <rect
        x={label.x - label.width / 2}
        y={label.y - label.height / 2}
        width={label.width}
        height={label.height}
        rx={2}
      />
      <Lines at={label} lines={bad ? [`! ${label.lines[0]}`, ...label.lines.slice(1)] : label.lines} />
    </g>
  )
}

function Lines({ at, lines }: { at: { x: number; y: number }; lines: string[] }) {
  const first = at.y - ((lines.length - 1) * ROW) / 2
  return lines.map((line, row) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: lines of one text have nothing else of their own
    <text key={row} x={at.x} y={first + row * ROW + 4.5} textAnchor="middle">
      {line}
    </text>
  ))
}

function Arrow({ line, end, ...shown }: { line: Line; end: string } & Shown) {
  return (
    <path
      d={line.path}
      className={standsOut(line, shown) ? 'flow-line chosen' : 'flow-line'}
      markerEnd={line.ends ? end : undefined}
    />
  )
}
