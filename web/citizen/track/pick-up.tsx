import type { FieldProblem } from '../../../src/kernel/problem.ts'
import { ErrorSummary } from '../../ui/ErrorSummary.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { Page } from '../Page.tsx'
import { citizenPage, type PageAnswer, type Visit } from '../router.ts'
import { findDossier } from './find.ts'
import { showDossier } from './show.tsx'
import { Hidden } from './Verified.tsx'

/** Papers fetched at the door: where, and whom the postman calls. */
export const pickUpPage = citizenPage('/tra-cuu/lay-giay-to', async (visit) => {
  const code = visit.field('ma').toUpperCase()
  const check = visit.field('khoa')
  if (visit.request.method === 'GET' || !code) return { goTo: visit.href('/tra-cuu') }
  const found = await findDossier(visit, code, check)
  if ('refused' in found || !found.dossier.mayAskPickUp) return showDossier(visit, code, check)
  if (visit.field('go') !== 'ask') return draw(visit, code, check, [], 200)
  const sender = Object.fromEntries(FIELDS.map((name) => [name, visit.field(name)]))
  try {
    await visit.act('post.askPickUp', { code, ...(check && { check }), sender }, visit.field('_key'))
  } catch (error) {
    const problem = error as { status?: number; message: string; errors?: FieldProblem[] }
    if (problem.status !== 422 && problem.status !== 409) throw error
    const errors = (problem.errors ?? []).map(({ path, message }) => ({
      path: path.replace(/^sender\./, ''),
      message,
    }))
    const shown = errors.length > 0 ? errors : [{ path: 'name', message: problem.message }]
    return draw(visit, code, check, shown, problem.status)
  }
  return { goTo: visit.href('/tra-cuu', { ma: code, khoa: check, xong: 'lay-giay-to' }) }
})

const FIELDS = ['name', 'phone', 'address'] as const

function draw(visit: Visit, code: string, check: string, errors: FieldProblem[], status: number): PageAnswer {
  const { t, href, lang } = visit
  const error = (name: string) => errors.find(({ path }) => path === name)?.message
  const title = t('Bưu chính đến nhà lấy giấy tờ', 'The post fetches your papers')
  return {
    status,
    body: (
      <Page visit={visit} title={title}>
        <ErrorSummary errors={errors} lang={lang} />
        <h1>{title}</h1>
        <p>
          {t(
            'Bưu tá gọi điện rồi đến lấy giấy tờ, đưa về Bộ phận Một cửa. Bạn trả cước khi gửi.',
            'The postman calls, fetches the papers and brings them to the one-stop desk. You pay the postage.',
          )}
        </p>
        <form method="post" action={href('/tra-cuu/lay-giay-to')} className="stack" noValidate>
          <Hidden dossier={{ code }} check={check} />
          <TextField
            name="name"
            label={t('Họ và tên người gửi', 'Your name')}
            value={visit.field('name')}
            error={error('name')}
            autoComplete="name"
            lang={lang}
          />
          <TextField
            name="phone"
            label={t('Số điện thoại', 'Telephone')}
            value={visit.field('phone')}
            error={error('phone')}
            inputMode="tel"
            autoComplete="tel"
            lang={lang}
          />
          <TextField
            name="address"
            label={t('Địa chỉ lấy giấy tờ', 'Where to fetch them')}
            value={visit.field('address')}
            error={error('address')}
            autoComplete="street-address"
            rows={3}
            lang={lang}
          />
          <p className="actions">
            <button className="button" type="submit" name="go" value="ask">
              {t('Xin đến lấy', 'Ask for it')}
            </button>
          </p>
        </form>
      </Page>
    ),
  }
}
