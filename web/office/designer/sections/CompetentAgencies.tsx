import { useEffect, useState } from 'react'
import { ask } from '../../api.ts'
import { Found, TicksAt } from '../inputs.tsx'
import { useDraft } from '../use-draft.ts'

type Agency = { code: string; name: string; kind: string }

const KIND_OPTIONS = [
  { value: 'province', label: 'Ủy ban nhân dân tỉnh' },
  { value: 'department', label: 'Mọi sở, ban, ngành của tỉnh' },
  { value: 'central-branch', label: 'Mọi cơ quan trung ương tại tỉnh' },
  { value: 'district', label: 'Mọi Ủy ban nhân dân huyện, thành phố' },
  { value: 'commune', label: 'Mọi Ủy ban nhân dân xã, phường' },
]

/** Who decides: all agencies of a kind, or agencies by name. */
export function CompetentAgencies() {
  const { content, change, locked, findings } = useDraft()
  const [agencies, setAgencies] = useState<Agency[]>([])
  const [picked, setPicked] = useState('')
  useEffect(() => {
    const stop = new AbortController()
    ask<{ items: Agency[] }>('/agencies', { limit: 500 }, stop.signal)
      .then((answer) => setAgencies(answer.items))
      // Agencies already chosen keep showing by their code.
      .catch(() => {})
    return () => stop.abort()
  }, [])
  const path = 'competent.agencies'
  const chosen = content.competent.agencies ?? []
  const nameOf = (code: string) => agencies.find((agency) => agency.code === code)?.name ?? code
  const closed = locked(path)
  return (
    <>
      <TicksAt path="competent.kinds" label="Theo loại cơ quan" options={KIND_OPTIONS} />
      <div className="at">
        <label htmlFor={path}>Cơ quan cụ thể</label>
        {chosen.length > 0 && (
          <ul className="chosen">
            {chosen.map((code, at) => (
              <li key={code}>
                {nameOf(code)}{' '}
                {!closed && (
                  <button
                    type="button"
                    className="plain-button"
                    aria-label={`Bỏ ${nameOf(code)}`}
                    onClick={() => change(path, chosen.toSpliced(at, 1), `Đã bỏ ${nameOf(code)}.`)}
                  >
                    Bỏ
                  </button>
                )}
              </li>
            ))}
          </ul>
        )}
        {!closed && (
          <div className="buttons">
            <select id={path} value={picked} onChange={(event) => setPicked(event.target.value)}>
              <option value="">Chọn cơ quan…</option>
              {agencies
                .filter((agency) => !chosen.includes(agency.code))
                .map((agency) => (
                  <option key={agency.code} value={agency.code}>
                    {agency.name}
                  </option>
                ))}
            </select>
            <button
              type="button"
              className="plain-button"
              disabled={picked === ''}
              onClick={() => {
                change(path, [...chosen, picked])
                setPicked('')
              }}
            >
              Thêm cơ quan
            </button>
          </div>
        )}
        <Found findings={findings.filter((each) => each.place === 'competent')} missing />
      </div>
    </>
  )
}
