import { setTimeout as wait } from 'node:timers/promises'
import type { PaymentView } from '../../../src/blocks/payment/contract.ts'
import { Vietnamese } from '../../ui/Phrase.tsx'
import { Moment, money } from '../../ui/Values.tsx'
import { Page } from '../Page.tsx'
import { QrCode } from '../QrCode.tsx'
import { citizenPage, type PageAnswer, type Visit } from '../router.ts'
import { Hidden } from '../track/Verified.tsx'
import { Explained } from './Explained.tsx'
import { Receipts } from './Receipts.tsx'

/** How long a page waits for the gateway to take an order in, and how often it looks. */
const WAITS_MS = 8_000
const LOOKS_MS = 250

/**
 * A dossier's fees: explained, paid by bank transfer (VietQR) or at the gateway, receipts to download. Reached from the
 * tracking page; the right to see it comes by form, so that four digits never stand in an address.
 */
export const payPage = citizenPage('/thanh-toan/:code', async (visit) => {
  const { request, params, query } = visit
  const sent = request.method === 'POST'
  const code = (params.code ?? '').toUpperCase()
  const check = sent ? visit.field('khoa') : (query.khoa ?? '').trim()
  const asked = { code, ...(check && { check }) }
  const doing = sent ? visit.field('viec') : ''
  let refused: string | null = null
  try {
    if (doing === 'lap') await visit.act('payment.charge', asked, visit.field('_key'))
    if (doing === 'chuyen') await visit.act('payment.tellTransfer', asked, visit.field('_key'))
    if (doing === 'cong') {
      const { order } = await visit.act('payment.order', asked, visit.field('_key'))
      if (!(await ready(visit, order)))
        refused = visit.t(
          'Cổng thanh toán chưa trả lời. Xin bấm lại sau ít phút, hoặc chuyển khoản theo mã VietQR.',
          'The payment gateway has not answered. Try again in a few minutes, or pay by bank transfer.',
        )
    }
  } catch (error) {
    const { status, message } = error as { status?: number; message: string }
    if (status !== 409 && status !== 429) throw error
    refused = message
  }
  let payment: PaymentView
  try {
    payment = await visit.ask('payment.get', asked)
  } catch (error) {
    const { status } = error as { status?: number }
    if (status === 404 || status === 422) return { goTo: visit.href('/tra-cuu', { ma: code }) }
    throw error
  }
  return draw(visit, payment, check, refused)
})

/** Has the gateway taken the order in, or refused it? */
async function ready(visit: Visit, order: string): Promise<boolean> {
  for (let waited = 0; waited < WAITS_MS; waited += LOOKS_MS) {
    const { state } = await visit.ask('payment.orderState', { order })
    if (state !== 'asked') return state === 'open'
    await wait(LOOKS_MS)
  }
  return false
}

function draw(visit: Visit, payment: PaymentView, check: string, refused: string | null): PageAnswer {
  const { t, href } = visit
  const title = t(`Phí, lệ phí hồ sơ ${payment.code}`, `Fees of dossier ${payment.code}`)
  return {
    status: refused ? 409 : 200,
    body: (
      <Page visit={visit} title={title}>
        <h1>
          {t('Phí, lệ phí hồ sơ ', 'Fees of dossier ')}
          <span className="number no-break">{payment.code}</span>
        </h1>
        <p>
          <Vietnamese>{payment.procedure.name}</Vietnamese>
        </p>
        {refused && (
          <p className="note" role="alert">
            {refused}
          </p>
        )}
        <Standing visit={visit} payment={payment} />
        <Ways visit={visit} payment={payment} check={check} />
        {payment.lines.length > 0 && <Explained visit={visit} payment={payment} />}
        <Receipts visit={visit} payment={payment} check={check} />
        <form method="post" action={href('/tra-cuu')}>
          <Hidden dossier={payment} check={check} />
          <button className="button link" type="submit">
            {t('Về trang tra cứu hồ sơ', 'Back to the dossier')}
          </button>
        </form>
      </Page>
    ),
  }
}

/** One big sentence: what is to be paid, or that nothing is. */
function Standing({ visit, payment }: { visit: Visit; payment: PaymentView }) {
  const { t, lang } = visit
  const { status, total } = payment
  const said: Record<PaymentView['status'], string> = {
    free: t('Thủ tục này không thu phí, lệ phí.', 'There is no fee.'),
    waived: t('Bạn được miễn toàn bộ phí, lệ phí.', 'All fees are waived for you.'),
    paid: t(`Đã nộp đủ ${money(total ?? 0, lang)}.`, `Paid in full: ${money(total ?? 0, lang)}.`),
    refunded: t('Tiền đã nộp được hoàn trả.', 'What you paid is given back.'),
    closed: t(
      'Hồ sơ không giải quyết tiếp nên bạn không phải nộp.',
      'The dossier has ended; nothing is owed.',
    ),
    due: t(`Phải nộp: ${money(total ?? 0, lang)}`, `To pay: ${money(total ?? 0, lang)}`),
    none:
      total === null
        ? t('Chưa tính được số tiền: tờ khai chưa đủ thông tin.', 'The amount is not known yet.')
        : t(`Phải nộp: ${money(total, lang)}`, `To pay: ${money(total, lang)}`),
  }
  return (
    <div className="status">
      <p className="big">{said[status]}</p>
      {payment.waits && status !== 'paid' && (
        <p>
          {t(
            'Hồ sơ đang chờ khoản tiền này; thời hạn tạm dừng cho đến khi nhận được.',
            'The dossier waits for this money; its time limit is paused meanwhile.',
          )}
        </p>
      )}
    </div>
  )
}

/** By the gateway or by bank transfer, while there is something to pay. */
function Ways({ visit, payment, check }: { visit: Visit; payment: PaymentView; check: string }) {
  const { t, href, lang } = visit
  const { gateway, transfer, status, total } = payment
  if ((status !== 'due' && status !== 'none' && status !== 'refunded') || !total) return null
  const action = href(`/thanh-toan/${payment.code}`)
  return (
    <section aria-labelledby="ways">
      <h2 id="ways">{t('Cách nộp', 'How to pay')}</h2>
      {gateway.payUrl && (
        <p className="actions">
          <a className="button" href={gateway.payUrl} rel="noreferrer">
            {t(`Sang ${gateway.name}`, `Go to ${gateway.name}`)}
          </a>
        </p>
      )}
      <form method="post" action={action} className="actions">
        <Hidden dossier={payment} check={check} />
        {gateway.name && !gateway.payUrl && (
          <button className="button" type="submit" name="viec" value="cong">
            {t('Thanh toán trực tuyến', 'Pay online')}
          </button>
        )}
        {!transfer && (
          <button className="button second" type="submit" name="viec" value="lap">
            {t('Chuyển khoản bằng mã VietQR', 'Bank transfer by VietQR')}
          </button>
        )}
      </form>
      {transfer && (
        <>
          <h3>{t('Chuyển khoản', 'Bank transfer')}</h3>
          <p>
            {t(
              'Mở ứng dụng ngân hàng, quét mã này. Số tiền và nội dung đã có sẵn; xin đừng sửa.',
              'Scan this code with your banking app. Amount and text are filled in; please leave them.',
            )}
          </p>
          <QrCode text={transfer.qr} label={t('Mã VietQR để chuyển khoản', 'VietQR code for the transfer')} />
          <dl className="facts">
            <dt>{t('Tài khoản', 'Account')}</dt>
            <dd className="number">{transfer.account}</dd>
            <dt>{t('Mã ngân hàng (BIN)', 'Bank (BIN)')}</dt>
            <dd className="number">{transfer.bank}</dd>
            <dt>{t('Chủ tài khoản', 'Holder')}</dt>
            <dd lang="vi">{transfer.holder}</dd>
            <dt>{t('Số tiền', 'Amount')}</dt>
            <dd>{money(total, lang)}</dd>
            <dt>{t('Nội dung', 'Text')}</dt>
            <dd className="number">{transfer.purpose}</dd>
          </dl>
          {payment.transferTold ? (
            <p className="note" role="status">
              {t('Bạn đã báo chuyển khoản lúc ', 'You told us of your transfer on ')}
              <Moment at={payment.transferTold} lang={lang} />
              {t(
                '. Nơi thu đang kiểm tra với ngân hàng; biên lai hiện ở đây khi nhận được tiền.',
                '. The cashier is checking with the bank; your receipt will appear here.',
              )}
            </p>
          ) : (
            <form method="post" action={action}>
              <Hidden dossier={payment} check={check} />
              <button className="button second" type="submit" name="viec" value="chuyen">
                {t('Tôi đã chuyển khoản', 'I have made the transfer')}
              </button>
            </form>
          )}
        </>
      )}
    </section>
  )
}
