import type { ReactNode } from 'react'
import type { DeskSetting } from '../../../src/blocks/schedule/contract.ts'

type Rows<Row> = { rows: readonly Row[]; onChange: (rows: Row[]) => void }
type Queue = DeskSetting['queues'][number]
type Counter = DeskSetting['counters'][number]
type Priority = DeskSetting['priorities'][number]
type Closure = DeskSetting['closures'][number]

type ListProps<Row> = Rows<Row> & {
  title: string
  add: string
  help?: string
  fresh: () => Row
  nameOf: (row: Row) => string
  line: (row: Row, put: (part: Partial<Row>) => void) => ReactNode
}

/** Rows of one kind: each a line of fields with a button that takes it out, and one that adds. */
function List<Row>({ rows, onChange, title, add, help, fresh, nameOf, line }: ListProps<Row>) {
  return (
    <fieldset className="field">
      <legend>{title}</legend>
      {help && <span className="help">{help}</span>}
      <div className="rows">
        {rows.map((row, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row being typed has no other name that stays
          <div className="line" key={at}>
            {line(row, (part) => onChange(rows.map((each, n) => (n === at ? { ...each, ...part } : each))))}
            <button
              type="button"
              className="plain-button"
              onClick={() => onChange(rows.filter((_, n) => n !== at))}
            >
              Bỏ<span className="unseen"> {nameOf(row)}</span>
            </button>
          </div>
        ))}
      </div>
      <p>
        <button type="button" className="plain-button" onClick={() => onChange([...rows, fresh()])}>
          {add}
        </button>
      </p>
    </fieldset>
  )
}

type TextProps = { label: string; value: string; size?: number; onChange: (value: string) => void }

function Text({ label, value, size = 24, onChange }: TextProps) {
  return (
    <label>
      {label}
      <input value={value} size={size} onChange={(event) => onChange(event.target.value)} />
    </label>
  )
}

type CountProps = { label: string; value: number; onChange: (value: number) => void }

function Count({ label, value, onChange }: CountProps) {
  return (
    <label>
      {label}
      <input type="number" min={0} value={value} onChange={(event) => onChange(Number(event.target.value))} />
    </label>
  )
}

export function QueueRows({ rows, onChange }: Rows<Queue>) {
  return (
    <List
      rows={rows}
      onChange={onChange}
      title="Hàng chờ: người dân đến vì việc gì"
      help="Lĩnh vực: tên lĩnh vực thủ tục đặt lịch vào hàng này, cách nhau bằng dấu chấm phẩy; để trống là mọi lĩnh vực còn lại. Sức chứa 0: không nhận lịch hẹn."
      add="Thêm hàng chờ"
      fresh={() => ({ key: `hang-${rows.length + 1}`, prefix: '', name: '', fields: [], slotCapacity: 0 })}
      nameOf={({ name }) => name}
      line={(row, put) => (
        <>
          <Text
            label="Chữ đầu"
            size={3}
            value={row.prefix}
            onChange={(prefix) => put({ prefix: prefix.toUpperCase() })}
          />
          <Text label="Tên" value={row.name} onChange={(name) => put({ name })} />
          <Text label="Tên tiếng Anh" value={row.nameEn ?? ''} onChange={(nameEn) => put({ nameEn })} />
          <Text label="Mã" size={12} value={row.key} onChange={(key) => put({ key })} />
          <Text
            label="Lĩnh vực"
            size={30}
            value={row.fields.join('; ')}
            onChange={(text) => put({ fields: text === '' ? [] : text.split(/;\s*/) })}
          />
          <Count
            label="Sức chứa một khung giờ"
            value={row.slotCapacity}
            onChange={(slotCapacity) => put({ slotCapacity })}
          />
        </>
      )}
    />
  )
}

type CounterProps = Rows<Counter> & {
  queues: readonly Queue[]
  agency: string
  agencies: readonly { code: string; name: string }[]
}

export function CounterRows({ rows, onChange, queues, agency, agencies }: CounterProps) {
  return (
    <List<Counter>
      rows={rows}
      onChange={onChange}
      title="Quầy"
      add="Thêm quầy"
      fresh={() => {
        const number = Math.max(0, ...rows.map((each) => each.number)) + 1
        return { number, name: `Quầy ${number}`, queues: queues.slice(0, 1).map(({ key }) => key) }
      }}
      nameOf={({ name }) => name}
      line={(row, put) => (
        <>
          <Count label="Số" value={row.number} onChange={(number) => put({ number })} />
          <Text label="Tên" size={16} value={row.name} onChange={(name) => put({ name })} />
          <label>
            Cán bộ của
            <select
              value={row.officers ?? agency}
              onChange={(event) => put({ officers: event.target.value })}
            >
              {agencies.map(({ code, name }) => (
                <option key={code} value={code}>
                  {name}
                </option>
              ))}
            </select>
          </label>
          <fieldset className="field">
            <legend>Gọi hàng chờ</legend>
            {queues.map(({ key, name }) => (
              <span key={key} className="choice">
                <input
                  type="checkbox"
                  aria-label={`${row.name}: ${name}`}
                  checked={row.queues.includes(key)}
                  onChange={(event) =>
                    put({
                      queues: event.target.checked
                        ? [...row.queues, key]
                        : row.queues.filter((each) => each !== key),
                    })
                  }
                />
                {name}
              </span>
            ))}
          </fieldset>
        </>
      )}
    />
  )
}

export function PriorityRows({ rows, onChange }: Rows<Priority>) {
  return (
    <List<Priority>
      rows={rows}
      onChange={onChange}
      title="Diện ưu tiên"
      help="Người thuộc diện được tính như đến sớm hơn bấy nhiêu phút; vì vậy không ai phải chờ mãi."
      add="Thêm diện ưu tiên"
      fresh={() => ({ key: `uu-tien-${rows.length + 1}`, name: '', lead: 30 })}
      nameOf={({ name }) => name}
      line={(row, put) => (
        <>
          <Text label="Tên" value={row.name} onChange={(name) => put({ name })} />
          <Text label="Tên tiếng Anh" value={row.nameEn ?? ''} onChange={(nameEn) => put({ nameEn })} />
          <Text label="Mã" size={12} value={row.key} onChange={(key) => put({ key })} />
          <Count label="Số phút" value={row.lead} onChange={(lead) => put({ lead })} />
        </>
      )}
    />
  )
}

export function ClosureRows({ rows, onChange }: Rows<Closure>) {
  return (
    <List
      rows={rows}
      onChange={onChange}
      title="Ngày nghỉ riêng của bàn"
      add="Thêm ngày nghỉ"
      fresh={() => ({ from: '', to: '', reason: '' })}
      nameOf={({ reason }) => reason}
      line={(row, put) => (
        <>
          <label>
            Từ ngày
            <input type="date" value={row.from} onChange={(event) => put({ from: event.target.value })} />
          </label>
          <label>
            Đến hết ngày
            <input type="date" value={row.to} onChange={(event) => put({ to: event.target.value })} />
          </label>
          <Text label="Lý do" value={row.reason} onChange={(reason) => put({ reason })} />
        </>
      )}
    />
  )
}
