import './worklist.css'
import { useEffect, useMemo, useRef, useState } from 'react'
import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import type { z } from 'zod'
import type { DossierView, MoveOutput } from '../../../src/blocks/dossier/contract.ts'
import { act, ask, sentence } from '../api.ts'
import { useMe } from '../frame/Frame.tsx'
import { useKeys } from '../keys.ts'
import { may, requireMe, toSignIn } from '../session.ts'
import { AssignBar } from './AssignBar.tsx'
import { Filters } from './Filters.tsx'
import { RowTable } from './RowTable.tsx'
import { leaveTrail } from './trail.ts'
import { type Page, useRows } from './use-rows.ts'

const NAMES: Record<string, string> = {
  mine: 'Việc của tôi',
  unassigned: 'Chưa phân công',
  all: 'Tất cả hồ sơ',
}
const EMPTY: Record<string, string> = {
  mine: 'Chưa có hồ sơ nào chờ bạn. Hồ sơ được phân công cho bạn, hoặc đến lượt bộ phận của bạn, sẽ hiện ở đây.',
  unassigned: 'Không còn hồ sơ nào chờ phân công. Hồ sơ vừa chuyển đến đơn vị sẽ hiện ở đây.',
  all: 'Không có hồ sơ nào khớp. Bỏ bớt điều kiện lọc, hoặc tìm theo mã, tên người nộp, tên thủ tục.',
}

export async function loader({ request }: LoaderFunctionArgs) {
  await requireMe(request)
  const search = new URL(request.url).searchParams
  const query = Object.fromEntries([...search].filter(([, value]) => value !== ''))
  query.queue ??= 'all'
  try {
    return { query, search: search.toString(), page: await ask<Page>('/dossiers', query, request.signal) }
  } catch (error) {
    throw toSignIn(error, request)
  }
}

export function Component() {
  const { search, ...data } = useLoaderData() as Awaited<ReturnType<typeof loader>>
  return <Worklist key={search} search={search} {...data} />
}

function Worklist({
  query: asked,
  page,
  search,
}: {
  query: Record<string, string>
  page: Page
  search: string
}) {
  const me = useMe()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the component is remade for another search
  const query = useMemo(() => asked, [])
  const list = useRows(page, query)
  const [picked, setPicked] = useState<string[]>([])
  const [said, setSaid] = useState('')
  const table = useRef<HTMLDivElement>(null)
  const queue = query.queue ?? 'all'
  const assigns = queue === 'unassigned' && may(me, 'dossier.assign')
  const codes = list.rows.map((row) => row.code)

  useEffect(() => {
    document.title = `${NAMES[queue]} – Hồ sơ`
  }, [queue])
  useEffect(
    () =>
      leaveTrail(
        search ? `?${search}` : '',
        list.rows.map((row) => row.code),
      ),
    [list.rows, search],
  )

  const links = () => [...(table.current?.querySelectorAll<HTMLAnchorElement>('a[data-row]') ?? [])]
  const at = () => links().findIndex((link) => link.closest('tr')?.contains(document.activeElement))
  const go = (by: number) => {
    const all = links()
    const from = at()
    all[from < 0 ? 0 : Math.min(all.length - 1, Math.max(0, from + by))]?.focus()
  }
  const toggle = (code: string) =>
    setPicked((before) =>
      before.includes(code) ? before.filter((each) => each !== code) : [...before, code],
    )

  async function claim() {
    const code = codes[at()]
    if (!code) return setSaid('Chọn một dòng bằng j, k rồi bấm c để nhận việc.')
    try {
      const dossier = await ask<DossierView>(`/dossiers/${code}`)
      const arrow = dossier.allowed.find((each) => each.kind === 'claim')
      if (!arrow) return setSaid(`${code}: không nhận việc được; hồ sơ do trưởng phòng phân công.`)
      const after = await act<z.infer<typeof MoveOutput>>(
        `/dossiers/${code}/moves`,
        { move: arrow.key, expectedSeq: dossier.seq },
        `move.${code}.${arrow.key}.${dossier.seq}`,
      )
      list.replace({
        code,
        assignee: me.position ? { position: me.position.id, name: me.name } : null,
        state: after.state,
        seq: after.seq,
      })
      setSaid(`Đã nhận hồ sơ ${code}.`)
    } catch (error) {
      setSaid(sentence(error))
    }
  }

  useKeys({
    j: () => go(1),
    k: () => go(-1),
    c: () => void claim(),
    r: () => list.showArrived(),
    x: () => {
      const code = codes[at()]
      if (assigns && code) toggle(code)
    },
    '/': () => document.querySelector<HTMLInputElement>('#q')?.focus(),
  })

  return (
    <section className="worklist">
      <div className="title-line">
        <h1>{NAMES[queue]}</h1>
        <p className="quiet">Xếp theo thời gian còn lại</p>
      </div>
      <Filters query={query} />
      <div className="news" aria-live="polite">
        {list.arrived > 0 && (
          <button type="button" onClick={list.showArrived}>
            Có {list.arrived} hồ sơ mới – hiện
          </button>
        )}
        {said && <p>{said}</p>}
        {list.trouble && <p className="late">{list.trouble}</p>}
      </div>
      {assigns && (
        <AssignBar
          codes={picked}
          onAssigned={(done) => {
            list.drop(done)
            setPicked((before) => before.filter((code) => !done.includes(code)))
          }}
          onSaid={setSaid}
        />
      )}
      {list.rows.length === 0 ? (
        <p className="empty">{EMPTY[queue]}</p>
      ) : (
        <div ref={table}>
          <RowTable
            rows={list.rows}
            picked={assigns ? picked : null}
            onToggle={toggle}
            onAll={setPicked}
            name={NAMES[queue]!}
          />
        </div>
      )}
      {list.hasMore && (
        <button type="button" className="plain-button more" onClick={list.more} aria-busy={list.loading}>
          {list.loading ? 'Đang tải…' : 'Xem thêm'}
        </button>
      )}
    </section>
  )
}
