import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { money } from '../../ui/Values.tsx'
import { Page } from '../Page.tsx'
import { citizenPage, type Visit } from '../router.ts'

type State = { code: string; amount: number; state: string; payUrl: string | null; settled: boolean }
const WAITS_MS = 5_000
const LOOKS_MS = 250

/** Back from the gateway: coming back proves nothing, so this tells what is really known. */
export const resultPage = citizenPage('/thanh-toan/ket-qua/:order', async (visit) => {
  const { t, href, lang, params } = visit
  const order = params.order ?? ''
  if (visit.request.method === 'POST') {
    await visit.act('payment.checkOrder', { order }, visit.field('_key'))
    await changed(visit, order)
    return { goTo: href(`/thanh-toan/ket-qua/${order}`) }
  }
  const state: State = await visit.ask('payment.orderState', { order })
  const paid = money(state.amount, lang)
  const open = state.state === 'open' || state.state === 'asked'
  return {
    body: (
      <Page visit={visit} title={t('Kết quả thanh toán', 'Payment')}>
        <h1>{t('Kết quả thanh toán', 'Payment')}</h1>
        <div className="status">
          <p className="big" role="status">
            {sentence(visit, state, paid)}
          </p>
        </div>
        {open && (
          <form method="post" action={href(`/thanh-toan/ket-qua/${order}`)} className="actions">
            <input type="hidden" name="_key" value={randomUUID()} />
            <button className="button" type="submit">
              {t('Kiểm tra lại', 'Check again')}
            </button>
            {state.payUrl && (
              <a className="button second" href={state.payUrl} rel="noreferrer">
                {t('Quay lại cổng thanh toán', 'Back to the gateway')}
              </a>
            )}
          </form>
        )}
        <p>
          <a href={href('/tra-cuu', { ma: state.code })}>
            {t(`Xem hồ sơ ${state.code} và biên lai`, `Dossier ${state.code} and its receipt`)}
          </a>
        </p>
      </Page>
    ),
  }
})

function sentence({ t }: Visit, { state, settled, code }: State, paid: string): string {
  if (state === 'paid' && settled)
    return t(
      `Đã nộp ${paid} cho hồ sơ ${code}. Biên lai đã được cấp.`,
      `Paid: ${paid}. Your receipt is ready.`,
    )
  if (state === 'paid')
    return t(
      'Cổng thanh toán đã nhận tiền nhưng không khớp khoản phải nộp. Số tiền được giữ riêng để hoàn trả; xin liên hệ Bộ phận Một cửa.',
      'The money came but does not match what was due. It is kept apart and will be given back.',
    )
  if (state === 'expired')
    return t('Lần thanh toán này đã hết hạn, chưa thu tiền.', 'This attempt has expired; nothing was taken.')
  if (state === 'failed')
    return t('Cổng thanh toán không nhận lần thanh toán này.', 'The gateway did not take this attempt.')
  return t(
    'Chưa nhận được tin báo của cổng thanh toán. Nếu bạn đã trả tiền, xin bấm kiểm tra lại.',
    'The gateway has not told us of your payment yet. If you have paid, please check again.',
  )
}

async function changed(visit: Visit, order: string): Promise<void> {
  for (let waited = 0; waited < WAITS_MS; waited += LOOKS_MS) {
    const { state } = (await visit.ask('payment.orderState', { order })) as State
    if (state !== 'open') return
    await wait(LOOKS_MS)
  }
}
