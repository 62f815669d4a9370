import type { FieldProblem } from '../../../src/kernel/problem.ts'
import { ErrorSummary } from '../../ui/ErrorSummary.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { Page } from '../Page.tsx'
import { citizenPage, type PageAnswer, type Visit } from '../router.ts'
import { findDossier } from './find.ts'
import { showDossier } from './show.tsx'
import { Hidden } from './Verified.tsx'

/** Withdrawing: a page of its own that says what it means and asks why. */
export const withdrawPage = citizenPage('/tra-cuu/rut', async (visit) => {
  const code = visit.field('ma').toUpperCase()
  const check = visit.field('khoa')
  if (visit.request.method === 'GET' || !code) return { goTo: visit.href('/tra-cuu') }
  const found = await findDossier(visit, code, check)
  if ('refused' in found || !found.dossier.mayWithdraw) return showDossier(visit, code, check)
  if (visit.field('go') !== 'withdraw') return draw(visit, code, check, [], 200)
  try {
    await visit.act(
      'dossier.withdraw',
      { code, ...(check && { check }), reason: visit.field('reason') },
      visit.field('_key'),
    )
  } catch (error) {
    const problem = error as { status?: number; message: string; errors?: FieldProblem[] }
    if (problem.status !== 422 && problem.status !== 409) throw error
    const message = problem.errors?.find((each) => each.path === 'reason')?.message ?? problem.message
    return draw(visit, code, check, [{ path: 'reason', message }], problem.status)
  }
  return { goTo: visit.href('/tra-cuu', { ma: code, khoa: check, xong: 'rut' }) }
})

function draw(visit: Visit, code: string, check: string, errors: FieldProblem[], status: number): PageAnswer {
  const { t, href, lang } = visit
  return {
    status,
    body: (
      <Page visit={visit} title={t('Rút hồ sơ', 'Withdraw')}>
        <ErrorSummary errors={errors} lang={lang} />
        <h1>
          {t('Rút hồ sơ ', 'Withdraw ')}
          <span className="number no-break">{code}</span>?
        </h1>
        <p>
          {t(
            'Rút rồi thì cơ quan dừng giải quyết và hồ sơ này không mở lại được. Muốn làm tiếp, bạn nộp hồ sơ mới.',
            'The agency will stop and this dossier cannot be reopened. To go on later you submit a new one.',
          )}
        </p>
        <form method="post" action={href('/tra-cuu/rut')} className="stack" noValidate>
          <Hidden dossier={{ code }} check={check} />
          <TextField
            name="reason"
            label={t('Lý do rút', 'Reason')}
            value={visit.field('reason')}
            error={errors[0]?.message}
            rows={3}
            maxLength={1000}
            lang={lang}
          />
          <p className="actions">
            <button className="button danger" type="submit" name="go" value="withdraw">
              {t('Rút hồ sơ', 'Withdraw')}
            </button>
          </p>
        </form>
        <form method="post" action={href('/tra-cuu')}>
          <input type="hidden" name="ma" value={code} />
          <input type="hidden" name="khoa" value={check} />
          <button className="button second" type="submit">
            {t('Không rút, quay lại', 'Keep it, go back')}
          </button>
        </form>
      </Page>
    ),
  }
}
