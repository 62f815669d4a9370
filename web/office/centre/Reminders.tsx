import '../administration/administration.css'
import './centre.css'
import { type FormEvent, useId } from 'react'
import { Link, type LoaderFunctionArgs, useLoaderData, useRevalidator } from 'react-router'
import type { ReminderView } from '../../../src/blocks/dossier/contract.ts'
import { Trouble, useActing, useTitle } from '../administration/acting.tsx'
import { ask } from '../api.ts'
import { forget, useKept } from '../kept.ts'
import { requireMe, toSignIn } from '../session.ts'
import { moment } from '../words.ts'

export async function loader({ request }: LoaderFunctionArgs): Promise<ReminderView[]> {
  await requireMe(request)
  try {
    return (await ask<{ items: ReminderView[] }>('/reminders', {}, request.signal)).items
  } catch (error) {
    throw toSignIn(error, request)
  }
}

/** What was reminded of, and what those reminded did about it. */
export function Component() {
  const items = useLoaderData() as ReminderView[]
  useTitle('Đôn đốc')
  return (
    <section className="admin stack">
      <h1>Đôn đốc</h1>
      {items.length === 0 ? (
        <p className="empty">
          Chưa có lần đôn đốc nào. Khi Giám đốc Trung tâm nhắc hồ sơ, lời nhắc hiện ở đây.
        </p>
      ) : (
        <ul className="reminders">
          {items.map((each) => (
            <Reminder key={each.id} reminder={each} />
          ))}
        </ul>
      )}
    </section>
  )
}

function Reminder({ reminder }: { reminder: ReminderView }) {
  const { agency, code, late, soon, likely } = reminder
  const list = `/ho-so?queue=all&agency=${agency.code}&phase=open`
  return (
    <li>
      <p>
        <strong>{agency.name}</strong> · {moment(reminder.at)} · {reminder.by}
      </p>
      <p>
        {code ? (
          <>
            Khẩn trương giải quyết hồ sơ <Link to={`/ho-so/${code}`}>{code}</Link>.
          </>
        ) : (
          <>
            <Link to={`${list}&late=true`}>{late} hồ sơ quá hạn</Link>, {soon} sắp đến hạn, {likely} dễ trễ.
          </>
        )}{' '}
        {reminder.note}
      </p>
      {reminder.reply ? (
        <p>
          Trả lời{reminder.repliedAt ? ` ${moment(reminder.repliedAt)}` : ''}: {reminder.reply}
        </p>
      ) : reminder.mine ? (
        <Answer reminder={reminder} />
      ) : (
        <p className="quiet">{reminder.seenAt ? `Đã xem ${moment(reminder.seenAt)}.` : 'Chưa xem.'}</p>
      )}
    </li>
  )
}

function Answer({ reminder }: { reminder: ReminderView }) {
  const acting = useActing()
  const { revalidate } = useRevalidator()
  const kept = `reminder.${reminder.id}`
  const [reply, setReply] = useKept(kept, '')
  const field = useId()
  async function give(body: object) {
    if (!(await acting.give(`/reminders/${reminder.id}/answer`, body))) return
    if ('reply' in body) forget(kept)
    revalidate()
  }
  return (
    <form
      className="stack"
      onSubmit={(event: FormEvent) => {
        event.preventDefault()
        void give(reply.trim() ? { reply } : {})
      }}
    >
      <Trouble text={acting.trouble} />
      {reminder.seenAt ? (
        <p className="quiet">Đã xem {moment(reminder.seenAt)}.</p>
      ) : (
        <div className="buttons">
          <button type="button" className="plain-button" disabled={acting.busy} onClick={() => give({})}>
            Đã xem
          </button>
        </div>
      )}
      <div className="field">
        <label htmlFor={field}>Trả lời: đã làm gì, bao giờ xong</label>
        <textarea
          id={field}
          rows={2}
          maxLength={1000}
          required
          value={reply}
          onChange={(event) => setReply(event.target.value)}
        />
      </div>
      <div className="buttons">
        <button type="submit" className="button" disabled={acting.busy}>
          Gửi trả lời
        </button>
      </div>
    </form>
  )
}
