import './administration.css'
import { type LoaderFunctionArgs, useLoaderData, useRevalidator } from 'react-router'
import { ask } from '../api.ts'
import { requireMe, toSignIn } from '../session.ts'
import { moment } from '../words.ts'
import { Field, Trouble, typed, useActing, useTitle } from './acting.tsx'

type Question = {
  id: string
  kind: 'access' | 'correction'
  dossier: string | null
  text: string
  askedAt: string
  agency: { code: string; name: string }
}

export async function loader({ request }: LoaderFunctionArgs) {
  await requireMe(request)
  try {
    return (await ask<{ items: Question[] }>('/data-questions', { which: 'open' }, request.signal)).items
  } catch (error) {
    throw toSignIn(error, request)
  }
}

const KINDS = {
  access: 'Hỏi ai đã xem dữ liệu của mình',
  correction: 'Đề nghị sửa dữ liệu của mình',
} as const

export function Component() {
  const questions = useLoaderData() as Question[]
  useTitle('Câu hỏi về dữ liệu')
  return (
    <section className="admin stack">
      <h1>Câu hỏi của người dân về dữ liệu cá nhân</h1>
      {questions.length === 0 ? (
        <p className="empty">
          Không còn câu hỏi nào chờ trả lời. Câu hỏi mới của người dân sẽ hiện ở đây, cũ nhất ở cuối.
        </p>
      ) : (
        questions.map((each) => <Asked key={each.id} question={each} />)
      )}
    </section>
  )
}

function Asked({ question }: { question: Question }) {
  const { revalidate } = useRevalidator()
  const acting = useActing()
  return (
    <article className="stack">
      <h2>{KINDS[question.kind]}</h2>
      <p className="quiet">
        {moment(question.askedAt)} · {question.agency.name}
        {question.dossier && (
          <>
            {' · '}
            <a href={`/can-bo/ho-so/${question.dossier}`}>{question.dossier}</a>
          </>
        )}
      </p>
      <p className="many-lines">{question.text}</p>
      <form
        className="stack"
        onSubmit={async (event) => {
          event.preventDefault()
          if (await acting.give(`/data-questions/${question.id}/answer`, typed(event.currentTarget)))
            void revalidate()
        }}
      >
        <Trouble text={acting.trouble} />
        <Field name={`answer-${question.id}`} label="Trả lời" error={acting.errors.answer}>
          {(tied) => <textarea {...tied} name="answer" className="input" rows={3} maxLength={4000} />}
        </Field>
        <div className="buttons">
          <button type="submit" className="plain-button" disabled={acting.busy}>
            Gửi trả lời
          </button>
        </div>
      </form>
    </article>
  )
}
