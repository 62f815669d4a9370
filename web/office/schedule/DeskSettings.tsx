import './schedule.css'
import { useState } from 'react'
import { Form, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import type { z } from 'zod'
import type { FindAgenciesOutput } from '../../../src/blocks/organisation/contract.ts'
import type { DeskSetting } from '../../../src/blocks/schedule/contract.ts'
import { Trouble, useTitle } from '../administration/acting.tsx'
import { ApiProblem, act, ask, sentence, uuid } from '../api.ts'
import { requireMe, toSignIn } from '../session.ts'
import { ClosureRows, CounterRows, PriorityRows, QueueRows } from './DeskRows.tsx'
import { hoursText, readHours, WEEKDAYS } from './hours-text.ts'

/** What a new desk begins with. */
const FRESH: Omit<DeskSetting, 'agency'> = {
  open: true,
  notice: null,
  hours: Object.fromEntries(
    [1, 2, 3, 4, 5].map((day) => [
      day,
      [
        ['07:30', '11:30'],
        ['13:30', '16:30'],
      ],
    ]),
  ),
  bookingHours: null,
  openOnHolidays: false,
  closures: [],
  slotMinutes: 30,
  daysAhead: 14,
  bookingsPerPhone: 2,
  earlyMinutes: 30,
  lateMinutes: 15,
  appointmentLead: 30,
  priorities: [{ key: 'elderly', name: 'Người cao tuổi', lead: 30 }],
  keepDays: 30,
  queues: [{ key: 'receive', prefix: 'A', name: 'Nộp hồ sơ', fields: [], slotCapacity: 2 }],
  counters: [{ number: 1, name: 'Quầy 1', queues: ['receive'] }],
}

export async function loader({ request }: LoaderFunctionArgs) {
  const me = await requireMe(request)
  const agency = new URL(request.url).searchParams.get('co-quan') ?? me.agency?.code ?? ''
  try {
    const agencies = await ask<z.infer<typeof FindAgenciesOutput>>(
      '/agencies',
      { limit: 500 },
      request.signal,
    )
    const setting = await ask<DeskSetting>(`/desks/${agency}/setting`, {}, request.signal).catch((error) => {
      if (error instanceof ApiProblem && [403, 404].includes(error.status)) return null
      throw error
    })
    return { agency, agencies: agencies.items, setting }
  } catch (error) {
    throw toSignIn(error, request)
  }
}

/** A desk's hours, queues, counters, slots and priorities. */
export function Component() {
  const { agency, agencies, setting } = useLoaderData() as Awaited<ReturnType<typeof loader>>
  useTitle('Bàn tiếp nhận, quầy')
  return (
    <section className="admin stack desk-setting">
      <h1>Bàn tiếp nhận, quầy</h1>
      <Form className="filter-line">
        <label className="grow">
          <span className="unseen">Cơ quan</span>
          <select name="co-quan" key={agency} defaultValue={agency}>
            {agencies.map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <button type="submit" className="plain-button">
          Mở thiết lập
        </button>
      </Form>
      {agency && <Setting key={agency} agency={agency} known={setting} agencies={agencies} />}
    </section>
  )
}

type Props = {
  agency: string
  known: DeskSetting | null
  agencies: readonly { code: string; name: string }[]
}

function Setting({ agency, known, agencies }: Props) {
  const [setting, setSetting] = useState<DeskSetting>(known ?? { ...FRESH, agency })
  const [hours, setHours] = useState(() => textsOf(setting.hours))
  const [bookable, setBookable] = useState(() => textsOf(setting.bookingHours))
  const [trouble, setTrouble] = useState('')
  const [done, setDone] = useState('')
  const put = (part: Partial<DeskSetting>) => {
    setDone('')
    setSetting((before) => ({ ...before, ...part }))
  }

  async function save() {
    setTrouble('')
    setDone('')
    const bookingHours = Object.values(bookable).some((text) => text.trim() !== '')
      ? typedHours(bookable)
      : null
    const body = { ...setting, hours: typedHours(hours), bookingHours, notice: setting.notice || null }
    try {
      setSetting(await act<DeskSetting>(`/desks/${agency}`, body, `desk.${uuid()}`, 'PUT'))
      setDone('Đã lưu. Máy lấy số và quầy dùng thiết lập mới ngay.')
    } catch (error) {
      const named = error instanceof ApiProblem ? error.errors.map(({ message }) => message) : []
      setTrouble([...new Set([sentence(error), ...named])].join(' '))
    }
  }
  const number = (key: NumberKey, label: string) => (
    <label key={key}>
      {label}
      <input
        type="number"
        min={0}
        value={setting[key]}
        onChange={(event) => put({ [key]: Number(event.target.value) })}
      />
    </label>
  )

  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      {!known && <p className="note">Nơi này chưa có bàn tiếp nhận; lưu để mở.</p>}
      <label className="choice">
        <input
          type="checkbox"
          checked={setting.open}
          onChange={(event) => put({ open: event.target.checked })}
        />
        Đang cấp số (bỏ chọn để tạm đóng; số đã cấp vẫn được phục vụ)
      </label>
      <label className="choice">
        <input
          type="checkbox"
          checked={setting.openOnHolidays}
          onChange={(event) => put({ openOnHolidays: event.target.checked })}
        />
        Có người trực ngày lễ (lịch hẹn không bao giờ đặt vào ngày lễ)
      </label>
      <label>
        Thông báo tại máy lấy số
        <textarea
          rows={2}
          maxLength={300}
          value={setting.notice ?? ''}
          onChange={(event) => put({ notice: event.target.value })}
        />
      </label>
      <table className="list">
        <caption>
          Giờ mở cửa và giờ nhận lịch hẹn, ví dụ 07:30-11:30, 13:30-16:30. Để trống giờ hẹn cả tuần: hẹn được
          trong giờ mở cửa.
        </caption>
        <thead>
          <tr>
            <th scope="col">Ngày</th>
            <th scope="col">Mở cửa</th>
            <th scope="col">Nhận lịch hẹn</th>
          </tr>
        </thead>
        <tbody>
          {WEEKDAYS.map(([weekday, name]) => (
            <tr key={weekday}>
              <th scope="row">{name}</th>
              <td data-name="Mở cửa">
                <input
                  aria-label={`${name}: giờ mở cửa`}
                  value={hours[weekday] ?? ''}
                  onChange={(event) => setHours({ ...hours, [weekday]: event.target.value })}
                />
              </td>
              <td data-name="Nhận lịch hẹn">
                <input
                  aria-label={`${name}: giờ nhận lịch hẹn`}
                  value={bookable[weekday] ?? ''}
                  onChange={(event) => setBookable({ ...bookable, [weekday]: event.target.value })}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <fieldset className="field">
        <legend>Lịch hẹn</legend>
        <div className="line">{NUMBERS.map(([key, label]) => number(key, label))}</div>
      </fieldset>
      <QueueRows rows={setting.queues} onChange={(queues) => put({ queues })} />
      <CounterRows
        rows={setting.counters}
        queues={setting.queues}
        agency={agency}
        agencies={agencies}
        onChange={(counters) => put({ counters })}
      />
      <PriorityRows rows={setting.priorities} onChange={(priorities) => put({ priorities })} />
      <ClosureRows rows={setting.closures} onChange={(closures) => put({ closures })} />
      <Trouble text={trouble} />
      <p role="status" className={done ? 'done-box' : undefined}>
        {done}
      </p>
      <div className="buttons">
        <button type="submit" className="button">
          Lưu thiết lập
        </button>
        <a href={`/lay-so/${agency}?may=1`}>Máy lấy số</a>
        <a href={`/goi-so/${agency}`}>Màn hình gọi số</a>
      </div>
    </form>
  )
}

type NumberKey =
  | 'slotMinutes'
  | 'daysAhead'
  | 'bookingsPerPhone'
  | 'earlyMinutes'
  | 'lateMinutes'
  | 'appointmentLead'
  | 'keepDays'
const NUMBERS: readonly (readonly [NumberKey, string])[] = [
  ['slotMinutes', 'Một khung giờ, phút'],
  ['daysAhead', 'Đặt trước nhiều nhất, ngày'],
  ['bookingsPerPhone', 'Lịch hẹn mỗi số điện thoại'],
  ['earlyMinutes', 'Lấy số sớm nhất trước hẹn, phút'],
  ['lateMinutes', 'Trễ hẹn còn được giữ, phút'],
  ['appointmentLead', 'Ưu tiên người có hẹn, phút'],
  ['keepDays', 'Xóa tên, điện thoại sau, ngày'],
]

const textsOf = (hours: DeskSetting['hours'] | null | undefined): Record<string, string> =>
  Object.fromEntries(WEEKDAYS.map(([weekday]) => [weekday, hoursText(hours, weekday)]))

const typedHours = (texts: Record<string, string>): DeskSetting['hours'] =>
  Object.fromEntries(
    Object.entries(texts)
      .map(([weekday, text]) => [weekday, readHours(text)] as const)
      .filter(([, intervals]) => intervals.length > 0),
  )
