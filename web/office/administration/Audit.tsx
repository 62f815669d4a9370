import './administration.css'
import { useEffect, useState } from 'react'
import { Form, Link, type LoaderFunctionArgs, useLoaderData, useNavigation } from 'react-router'
import type { DirectoryEntry } from '../../../src/blocks/organisation/contract.ts'
import { dayOf, formatDate, parseDate } from '../../../src/kernel/local-time.ts'
import { formatNumber } from '../../../src/kernel/vietnamese.ts'
import { ask, sentence } from '../api.ts'
import { Dialog } from '../frame/Dialog.tsx'
import { requireMe, toSignIn } from '../session.ts'
import { moment } from '../words.ts'
import { Field, type Page, Trouble, useMore, useTitle } from './acting.tsx'

type Row = {
  id: string
  at: string
  operation: string
  outcome: 'done' | 'refused'
  actorKind: string
  account: string | null
  agency: string | null
  wording: string
  sealed: boolean
}
type Head = { size: number; root: string; at: string; stampedAt: string | null; stampedBy: string | null }
type Proof = { head: Head; index: number; path: string[]; record: object }

const KINDS: Record<string, string> = {
  visitor: 'Khách',
  system: 'Hệ thống',
  job: 'Việc tự động',
  person: 'Người dân',
}

export async function loader({ request }: LoaderFunctionArgs) {
  await requireMe(request)
  const search = new URL(request.url).searchParams
  const asked = {
    q: search.get('nguoi') ?? '',
    operation: search.get('viec') ?? '',
    object: search.get('doi-tuong') ?? '',
    agency: search.get('co-quan') ?? '',
    from: search.get('tu') ?? '',
    to: search.get('den') ?? '',
    outcome: search.get('ket-qua') ?? '',
  }
  try {
    const head = await ask<Head>('/audit/head', {}, request.signal).catch(() => null)
    // A name is looked up first: the audit knows accounts.
    const people = asked.q
      ? (await ask<Page<DirectoryEntry>>('/directory', { q: asked.q, limit: 20 }, request.signal)).items
      : []
    const account = asked.q ? (people[0]?.account ?? asked.q) : ''
    const query = {
      account,
      operation: asked.operation,
      object: asked.object,
      agency: asked.agency,
      outcome: asked.outcome,
      from: asked.from && `${asked.from}T00:00:00+07:00`,
      to: asked.to && `${dayAfter(asked.to)}T00:00:00+07:00`,
    }
    const found = await ask<Page<Row>>('/audit/rows', query, request.signal)
    return { asked, query, found, head, people }
  } catch (error) {
    throw toSignIn(error, request)
  }
}

const dayAfter = (day: string) => formatDate((parseDate(day) ?? dayOf(Date.now())) + 1)

export function Component() {
  const { asked, query, found, head, people } = useLoaderData() as Awaited<ReturnType<typeof loader>>
  const { items, more } = useMore(found, '/audit/rows', query)
  const names = useNames(items)
  const navigation = useNavigation()
  const [proof, setProof] = useState<Proof | null>(null)
  const [trouble, setTrouble] = useState('')
  useTitle('Nhật ký truy vết')
  async function prove(id: string) {
    setTrouble('')
    try {
      setProof(await ask<Proof>(`/audit/rows/${id}/proof`))
    } catch (error) {
      setTrouble(sentence(error))
    }
  }
  return (
    <section className="admin stack" aria-busy={navigation.state === 'loading'}>
      <h1>Nhật ký truy vết</h1>
      <p className="quiet">
        {head
          ? `Đã niêm phong ${formatNumber(head.size)} dòng, lần cuối ${moment(head.at)}${head.stampedAt ? `, dấu thời gian của ${head.stampedBy}` : ''}. `
          : 'Nhật ký chưa được niêm phong lần nào. '}
        Mỗi lần tìm ở đây cũng để lại một dòng.
      </p>
      <Form className="filter-line" role="search" key={JSON.stringify(asked)}>
        <Field name="nguoi" label="Người (họ tên hoặc mã tài khoản)">
          {(tied) => <input {...tied} className="input" defaultValue={asked.q} />}
        </Field>
        <Field name="viec" label="Việc">
          {(tied) => (
            <input {...tied} className="input" defaultValue={asked.operation} placeholder="dossier.move" />
          )}
        </Field>
        <Field name="doi-tuong" label="Đối tượng (mã)">
          {(tied) => <input {...tied} className="input" defaultValue={asked.object} />}
        </Field>
        <Field name="co-quan" label="Mã cơ quan">
          {(tied) => <input {...tied} className="input short" defaultValue={asked.agency} />}
        </Field>
        <Field name="tu" label="Từ ngày">
          {(tied) => <input {...tied} className="input short" type="date" defaultValue={asked.from} />}
        </Field>
        <Field name="den" label="Đến hết ngày">
          {(tied) => <input {...tied} className="input short" type="date" defaultValue={asked.to} />}
        </Field>
        <Field name="ket-qua" label="Kết quả">
          {(tied) => (
            <select {...tied} className="input" defaultValue={asked.outcome}>
              <option value="">Mọi kết quả</option>
              <option value="done">Đã làm</option>
              <option value="refused">Bị từ chối</option>
            </select>
          )}
        </Field>
        <button type="submit" className="plain-button">
          Tìm
        </button>
      </Form>
      {people.length > 1 && (
        <p>
          Có {people.length} người khớp; đang xem {people[0]?.name} ({people[0]?.title},{' '}
          {people[0]?.agencyName}). Người khác:{' '}
          {people.slice(1).map((each, at) => (
            <span key={each.position}>
              {at > 0 && ', '}
              <Link to={`?${new URLSearchParams({ nguoi: each.account })}`}>
                {each.name} ({each.agencyName})
              </Link>
            </span>
          ))}
        </p>
      )}
      <Trouble text={trouble} />
      {items.length === 0 ? (
        <p className="empty">Không có dòng nào khớp. Bỏ bớt điều kiện, hoặc nới khoảng thời gian.</p>
      ) : (
        <table className="list">
          <thead>
            <tr>
              <th scope="col">Lúc</th>
              <th scope="col">Ai</th>
              <th scope="col">Việc</th>
              <th scope="col">Nội dung ghi</th>
              <th scope="col">Kết quả</th>
              <th scope="col">Bằng chứng</th>
            </tr>
          </thead>
          <tbody>
            {items.map((row) => (
              <tr key={row.id}>
                <td className="nowrap">{moment(row.at)}</td>
                <td data-name="Ai">
                  {row.account
                    ? (names.get(row.account) ?? row.account)
                    : (KINDS[row.actorKind] ?? row.actorKind)}
                </td>
                <td data-name="Việc">{row.operation}</td>
                <td data-name="Nội dung ghi" className="hash" lang="en">
                  {row.wording}
                </td>
                <td data-name="Kết quả" className="nowrap">
                  {row.outcome === 'done' ? 'đã làm' : <span className="late">bị từ chối</span>}
                </td>
                <td data-name="Bằng chứng">
                  {row.sealed ? (
                    <button
                      type="button"
                      className="plain-button"
                      aria-label={`Bằng chứng dòng ${row.id}`}
                      onClick={() => void prove(row.id)}
                    >
                      Xem
                    </button>
                  ) : (
                    <span className="quiet">chờ niêm phong</span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {more}
      <Dialog opened={proof !== null} title="Bằng chứng của dòng nhật ký" onClose={() => setProof(null)}>
        {proof && (
          <div className="stack">
            <p>
              Dòng này là lá số {formatNumber(proof.index)} trong cây {formatNumber(proof.head.size)} lá;{' '}
              {proof.path.length} mã băm dẫn từ nó tới đỉnh đã ký lúc {moment(proof.head.at)}. Sửa dòng này
              thì đỉnh không còn khớp.
            </p>
            <p>
              Đỉnh cây: <code className="hash">{proof.head.root}</code>
            </p>
            <p>
              <a
                href={`data:application/json;charset=utf-8,${encodeURIComponent(JSON.stringify(proof, null, 1))}`}
                download="bang-chung-dong-nhat-ky.json"
              >
                Tải bằng chứng
              </a>
            </p>
          </div>
        )}
      </Dialog>
    </section>
  )
}

/** Names of the officers among who acted; others show their account. */
function useNames(rows: readonly Row[]): Map<string, string> {
  const [names, setNames] = useState(new Map<string, string>())
  const accounts = [...new Set(rows.flatMap(({ account }) => (account ? [account] : [])))].sort().join(',')
  useEffect(() => {
    if (!accounts) return
    const gone = new AbortController()
    ask<Page<DirectoryEntry>>('/directory', { accounts, limit: 200 }, gone.signal)
      .then(({ items }) => setNames(new Map(items.map((each) => [each.account, each.name]))))
      .catch(() => undefined)
    return () => gone.abort()
  }, [accounts])
  return names
}
