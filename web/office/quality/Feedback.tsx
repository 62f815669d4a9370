import '../administration/administration.css'
import './quality.css'
import { useState } from 'react'
import { Link, type LoaderFunctionArgs, useLoaderData, useRevalidator } from 'react-router'
import type { FeedbackWork } from '../../../src/blocks/content/contract.ts'
import { type Acting, Field, Trouble, typed, useActing, useTitle } from '../administration/acting.tsx'
import { ask } from '../api.ts'
import { requireMe, toSignIn } from '../session.ts'
import { moment } from '../words.ts'
import { CLASSES, EVENTS, KINDS, STATES } from './words.ts'

type Agency = { code: string; name: string }

export async function loader({ request, params }: LoaderFunctionArgs) {
  await requireMe(request)
  try {
    const feedback = await ask<FeedbackWork>(`/feedback-work/${params.number}`, {}, request.signal)
    const { items } = await ask<{ items: Agency[] }>('/agencies', { limit: 200 }, request.signal)
    return { feedback, agencies: items.toSorted((a, b) => a.name.localeCompare(b.name, 'vi')) }
  } catch (error) {
    throw toSignIn(error, request)
  }
}

export function Component() {
  const { feedback, agencies } = useLoaderData() as Awaited<ReturnType<typeof loader>>
  useTitle(`Phản ánh ${feedback.number}`)
  const { step } = feedback
  return (
    <section className="admin stack">
      <p>
        <Link to="/phan-anh">Phản ánh, kiến nghị</Link>
      </p>
      <h1>
        {feedback.number} · {feedback.subject}
      </h1>
      <dl className="facts">
        <dt>Tình trạng</dt>
        <dd>
          {STATES[feedback.state]}
          {feedback.late && <strong className="late"> · trễ hạn</strong>}
        </dd>
        <dt>Loại</dt>
        <dd>
          {KINDS[feedback.kind]}, {CLASSES[feedback.class]}
        </dd>
        <dt>Cơ quan</dt>
        <dd>{feedback.agency.name}</dd>
        <dt>Nhận lúc</dt>
        <dd>{moment(feedback.receivedAt)}</dd>
        {feedback.dueAt && (
          <>
            <dt>Hạn</dt>
            <dd>{moment(feedback.dueAt)}</dd>
          </>
        )}
        {feedback.dossier && (
          <>
            <dt>Hồ sơ</dt>
            <dd>
              <Link to={`/ho-so/${feedback.dossier}`}>{feedback.dossier}</Link>
              {step && `, bước “${step.name}” lúc ${moment(step.at)}`}
            </dd>
          </>
        )}
        <dt>Liên hệ</dt>
        <dd>{feedback.contact ?? 'người gửi không ghi'}</dd>
        {feedback.repeats && (
          <>
            <dt>Gửi lại của</dt>
            <dd>{feedback.repeats}</dd>
          </>
        )}
        {feedback.verdict && (
          <>
            <dt>Người gửi đánh giá</dt>
            <dd>{feedback.verdict === 'like' ? 'Hài lòng' : 'Không hài lòng'}</dd>
          </>
        )}
      </dl>
      <h2>Nội dung</h2>
      <p className="many-lines">{feedback.body}</p>
      {feedback.answer && (
        <>
          <h2>Đã trả lời</h2>
          <p className="many-lines">{feedback.answer}</p>
        </>
      )}
      {/* A new state brings new forms: what was typed for the old one is done. */}
      <Work key={feedback.state} feedback={feedback} agencies={agencies} />
      <h2>Các bước</h2>
      <ol>
        {feedback.events.map((event) => (
          <li key={event.seq}>
            {EVENTS[event.kind] ?? event.kind}
            {event.toAgency && ` đến ${event.toAgency.name}`} · {moment(event.at)}
            {event.late && <strong className="late"> trễ hạn</strong>}
            {event.note && event.kind !== 'answer' && <span className="quiet"> – {event.note}</span>}
          </li>
        ))}
      </ol>
    </section>
  )
}

type Way = { key: string; name: string; field: string; label: string; send: string }
const WAYS: Way[] = [
  {
    key: 'answer',
    name: 'Trả lời',
    field: 'answer',
    label: 'Câu trả lời gửi người dân',
    send: 'Gửi trả lời',
  },
  {
    key: 'ask-supplement',
    name: 'Đề nghị bổ sung',
    field: 'note',
    label: 'Điều cần bổ sung',
    send: 'Gửi đề nghị',
  },
  { key: 'forward', name: 'Chuyển cơ quan khác', field: 'note', label: 'Lý do chuyển', send: 'Chuyển' },
  { key: 'refuse', name: 'Từ chối', field: 'reason', label: 'Lý do, gửi người dân', send: 'Từ chối' },
]

function Work({ feedback, agencies }: { feedback: FeedbackWork; agencies: Agency[] }) {
  const acting = useActing()
  const { revalidate } = useRevalidator()
  const [way, setWay] = useState<Way>(WAYS[0]!)
  const give = async (key: string, form: HTMLFormElement) => {
    if (await acting.give(`/feedback/${feedback.number}/${key}`, typed(form))) void revalidate()
  }
  if (feedback.state === 'answered')
    return (
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          void give('publish', event.currentTarget)
        }}
      >
        <h2>Công khai, không có dữ liệu cá nhân</h2>
        <Trouble text={acting.trouble} />
        <Area acting={acting} name="body" label="Nội dung công khai" value={feedback.body} />
        <Area acting={acting} name="answer" label="Câu trả lời công khai" value={feedback.answer ?? ''} />
        <div className="buttons">
          <button type="submit" className="plain-button" disabled={acting.busy}>
            Công khai
          </button>
        </div>
      </form>
    )
  if (feedback.state !== 'received') return null
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        void give(way.key, event.currentTarget)
      }}
    >
      <h2>Xử lý</h2>
      <fieldset className="buttons handling">
        <legend className="unseen">Cách xử lý</legend>
        {WAYS.map((each) => (
          <button
            key={each.key}
            type="button"
            className="plain-button"
            aria-pressed={way.key === each.key}
            onClick={() => setWay(each)}
          >
            {each.name}
          </button>
        ))}
      </fieldset>
      <Trouble text={acting.trouble} />
      {way.key === 'forward' && (
        <Field name="to" label="Cơ quan nhận" error={acting.errors.to}>
          {(tied) => (
            <select {...tied} className="input" defaultValue="">
              <option value="">Chọn cơ quan</option>
              {agencies.map((agency) => (
                <option key={agency.code} value={agency.code}>
                  {agency.name}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      <Area acting={acting} name={way.field} label={way.label} value="" />
      <div className="buttons">
        <button type="submit" className="plain-button" disabled={acting.busy}>
          {way.send}
        </button>
      </div>
    </form>
  )
}

function Area({
  acting,
  name,
  label,
  value,
}: {
  acting: Acting
  name: string
  label: string
  value: string
}) {
  return (
    <Field name={name} label={label} error={acting.errors[name]}>
      {(tied) => <textarea {...tied} className="input" rows={4} maxLength={5000} defaultValue={value} />}
    </Field>
  )
}
