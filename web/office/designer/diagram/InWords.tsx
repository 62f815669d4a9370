import type { Flow } from './flow.ts'
import { CLOCKS, PHASES, ROLES } from './words.ts'

/** The diagram's text alternative, for everybody: each state and where one can go from it. */
export function InWords({ flow }: { flow: Flow }) {
  const nameOf = (key: string) => flow.states.find((state) => state.key === key)?.name ?? `“${key}” (chưa có)`
  const starts = [
    flow.start.online && `Hồ sơ nộp trực tuyến bắt đầu ở bước ${nameOf(flow.start.online)}.`,
    flow.start.desk && `Hồ sơ nhận tại quầy bắt đầu ở bước ${nameOf(flow.start.desk)}.`,
  ].filter(Boolean)
  return (
    <details className="flow-words">
      <summary>Sơ đồ bằng lời</summary>
      {starts.map((start) => (
        <p key={start}>{start}</p>
      ))}
      <ol>
        {flow.states.map((state) => {
          const out = flow.moves.filter((move) => move.from.includes(state.key))
          const facts = [
            state.phase ? PHASES[state.phase] : 'chưa chọn giai đoạn',
            state.clock ? CLOCKS[state.clock] : 'chưa chọn cách tính thời hạn',
            state.role ? ROLES[state.role] : 'không giao cho ai',
            ...(state.reachable ? [] : ['không có đường dẫn tới']),
          ]
          return (
            <li key={state.at}>
              <strong>{state.name}</strong> ({facts.join('; ')}).
              {out.length > 0 &&
                ` Đi tiếp: ${out.map((move) => `${move.name} → ${move.to ? nameOf(move.to) : 'chưa chọn bước đến'}`).join('; ')}.`}
            </li>
          )
        })}
      </ol>
    </details>
  )
}
