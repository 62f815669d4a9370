import './designer.css'
import { useEffect, useState } from 'react'
import { Form, Link, type LoaderFunctionArgs, useLoaderData, useNavigate, useNavigation } from 'react-router'
import type { z } from 'zod'
import type {
  DraftRow,
  FindDraftsOutput,
  FindProceduresOutput,
} from '../../../src/blocks/procedure/contract.ts'
import { formatNumber } from '../../../src/kernel/vietnamese.ts'
import { ask, sentence } from '../api.ts'
import { useMe } from '../frame/Frame.tsx'
import { useKeys } from '../keys.ts'
import { may, requireMe, toSignIn } from '../session.ts'
import { moment } from '../words.ts'
import { ImportCatalogue } from './ImportCatalogue.tsx'
import { NewDraft } from './NewDraft.tsx'
import { startDraft } from './start-draft.ts'
import { ORIGIN_NAMES, STATUS_NAMES } from './words.ts'

type Procedures = z.infer<typeof FindProceduresOutput>
type Drafts = z.infer<typeof FindDraftsOutput>

const STATUS_CHOICES: Record<string, string> = { open: 'Đang làm', ...STATUS_NAMES }

export async function loader({ request }: LoaderFunctionArgs) {
  await requireMe(request)
  const search = new URL(request.url).searchParams
  const q = search.get('q') ?? ''
  const status = search.get('tinh-trang') ?? 'open'
  try {
    const [drafts, procedures] = await Promise.all([
      ask<Drafts>('/procedure-drafts', { q, status, limit: 50 }, request.signal),
      ask<Procedures>('/procedures', { q, limit: 50 }, request.signal),
    ])
    return { q, status, drafts, procedures }
  } catch (error) {
    throw toSignIn(error, request)
  }
}

export function Component() {
  const { q, status, drafts, procedures } = useLoaderData() as Awaited<ReturnType<typeof loader>>
  const me = useMe()
  const navigation = useNavigation()
  const navigate = useNavigate()
  const designs = may(me, 'procedure.change')
  useEffect(() => {
    document.title = 'Thủ tục và bản thảo – Quản trị'
  }, [])
  useKeys({ '/': () => document.querySelector<HTMLInputElement>('#q')?.focus() })
  return (
    <section className="procedure-list stack" aria-busy={navigation.state === 'loading'}>
      <h1>Thủ tục và bản thảo</h1>
      <Form className="filter-line" role="search">
        <label className="grow">
          <span className="unseen">Tìm theo tên hoặc mã thủ tục</span>
          <input
            id="q"
            name="q"
            type="search"
            key={q}
            defaultValue={q}
            placeholder="Tìm tên, mã thủ tục  ( / )"
          />
        </label>
        <label>
          <span className="unseen">Tình trạng bản thảo</span>
          <select
            name="tinh-trang"
            value={status}
            onChange={(event) => navigate(`?${new URLSearchParams({ q, 'tinh-trang': event.target.value })}`)}
          >
            {Object.entries(STATUS_CHOICES).map(([value, name]) => (
              <option key={value} value={value}>
                Bản thảo: {name.toLowerCase()}
              </option>
            ))}
          </select>
        </label>
        <button type="submit" className="plain-button">
          Tìm
        </button>
      </Form>
      {designs && <NewDraft />}
      {may(me, 'procedure.import') && <ImportCatalogue />}
      <h2>Bản thảo</h2>
      <DraftTable key={`${q} ${status}`} first={drafts} query={{ q, status }} />
      <h2>
        Thủ tục <span className="quiet number">{formatNumber(procedures.total)}</span>
      </h2>
      <ProcedureTable key={q} first={procedures} q={q} designs={designs} />
    </section>
  )
}

function DraftTable({ first, query }: { first: Drafts; query: { q: string; status: string } }) {
  const { items, more } = useMore<DraftRow>(first, '/procedure-drafts', query)
  if (items.length === 0)
    return (
      <p className="empty">
        Không có bản thảo nào khớp. Bản thảo mới bắt đầu từ “Bắt đầu bản thảo” hoặc từ một thủ tục dưới đây.
      </p>
    )
  return (
    <>
      <table className="list">
        <thead>
          <tr>
            <th scope="col">Thủ tục</th>
            <th scope="col">Mã</th>
            <th scope="col">Tình trạng</th>
            <th scope="col">Bắt đầu</th>
            <th scope="col">Sửa lần cuối</th>
          </tr>
        </thead>
        <tbody>
          {items.map((draft) => (
            <tr key={draft.id}>
              <td>
                <Link to={`/ban-thao/${draft.id}`}>{draft.title || 'Thủ tục chưa có tên'}</Link>
                {draft.flags > 0 && <span className="soon"> {draft.flags} điều cần quyết định</span>}
              </td>
              <td className="number" data-name="Mã">
                {draft.procedure}
              </td>
              <td className="nowrap" data-name="Tình trạng">
                {STATUS_NAMES[draft.status]}
              </td>
              <td data-name="Bắt đầu">{ORIGIN_NAMES[draft.origin]}</td>
              <td data-name="Sửa lần cuối">
                {draft.updatedBy.name}, <span className="number">{moment(draft.updatedAt)}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {more}
    </>
  )
}

function ProcedureTable({ first, q, designs }: { first: Procedures; q: string; designs: boolean }) {
  const { items, more } = useMore<Procedures['items'][number]>(first, '/procedures', { q })
  const [trouble, setTrouble] = useState('')
  const navigate = useNavigate()
  if (items.length === 0)
    return (
      <p className="empty">Không có thủ tục nào khớp. Tìm bằng ít chữ hơn; có dấu hay không dấu đều được.</p>
    )
  async function start(code: string, offered: boolean) {
    try {
      const from = offered ? { kind: 'edition' as const } : { kind: 'catalogue' as const }
      navigate(`/ban-thao/${(await startDraft({ procedure: code, from })).id}`)
    } catch (error) {
      setTrouble(sentence(error))
    }
  }
  return (
    <>
      <p role="alert" className="late">
        {trouble}
      </p>
      <table className="list">
        <thead>
          <tr>
            <th scope="col">Thủ tục</th>
            <th scope="col">Mã</th>
            <th scope="col">Lĩnh vực</th>
            <th scope="col">Thời hạn</th>
            <th scope="col">Ở tỉnh</th>
            {designs && (
              <th scope="col">
                <span className="unseen">Bản thảo</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {items.map((row) => (
            <tr key={row.code}>
              <td>{row.title.vi}</td>
              <td className="number" data-name="Mã">
                {row.code}
              </td>
              <td data-name="Lĩnh vực">{row.field}</td>
              <td data-name="Thời hạn">{row.term.vi}</td>
              <td className="nowrap" data-name="Ở tỉnh">
                {row.offered ? 'đang áp dụng' : 'mới có thông tin'}
              </td>
              {designs && (
                <td>
                  <button
                    type="button"
                    className="plain-button"
                    aria-label={`Tạo bản thảo: ${row.title.vi}`}
                    onClick={() => void start(row.code, row.offered)}
                  >
                    Tạo bản thảo
                  </button>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {more}
    </>
  )
}

/** The rest of a list, asked for page by page. */
function useMore<Row>(first: { items: Row[]; nextCursor: string | null }, path: string, query: object) {
  const [list, setList] = useState(first)
  const [trouble, setTrouble] = useState('')
  // The loader ran again for the same search: its first page replaces what was gathered.
  useEffect(() => setList(first), [first])
  const load = async () => {
    try {
      const next = await ask<typeof first>(path, { ...query, limit: 50, cursor: list.nextCursor })
      setList({ items: [...list.items, ...next.items], nextCursor: next.nextCursor })
      setTrouble('')
    } catch (error) {
      setTrouble(sentence(error))
    }
  }
  const more = list.nextCursor && (
    <p>
      <button type="button" className="plain-button" onClick={() => void load()}>
        Xem thêm
      </button>{' '}
      <span role="alert" className="late">
        {trouble}
      </span>
    </p>
  )
  return { items: list.items, more }
}
