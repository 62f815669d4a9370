import { randomUUID } from 'node:crypto'
import type { TrackOutput } from '../../../src/blocks/dossier/contract.ts'
import { Phrase } from '../../ui/Phrase.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { Moment } from '../../ui/Values.tsx'
import { NoticeFields } from '../notices/NoticeFields.tsx'
import type { Visit } from '../router.ts'

type Props = { visit: Visit; dossier: TrackOutput; check: string }

/** The rest of the story needs the secret of the receipt, or the last four digits the applicant gave. */
export function AskForMore({ visit, code, error }: { visit: Visit; code: string; error?: string }) {
  const { t, href, lang } = visit
  return (
    <section aria-labelledby="more">
      <h2 id="more">{t('Đây là hồ sơ của bạn?', 'Is this your dossier?')}</h2>
      <form method="post" action={href('/tra-cuu')} className="stack" noValidate>
        <input type="hidden" name="ma" value={code} />
        <TextField
          name="khoa"
          label={t('Bốn số cuối', 'Last four digits')}
          help={t(
            'của số điện thoại hoặc số định danh đã khai khi nộp, để xem đầy đủ',
            'of the phone or identification number you gave, to see everything',
          )}
          value=""
          error={error}
          inputMode="numeric"
          autoComplete="off"
          maxLength={40}
          size="short"
          lang={lang}
        />
        <p>
          <button className="button second" type="submit">
            {t('Xem đầy đủ', 'Show everything')}
          </button>
        </p>
      </form>
    </section>
  )
}

/** What only the applicant sees. */
export function Verified({ visit, dossier, check }: Props) {
  const { t, lang } = visit
  const file = (name: string) =>
    `/api/dossiers/${encodeURIComponent(dossier.code)}/${name}${check ? `?check=${encodeURIComponent(check)}` : ''}`
  return (
    <>
      {dossier.resultReady && (
        <p>
          <a className="button" href={file('result')}>
            {t('Tải kết quả (PDF)', 'Download the result (PDF)')}
          </a>
        </p>
      )}
      {dossier.messages.length > 0 && (
        <section aria-labelledby="messages">
          <h2 id="messages">{t('Tin báo cho bạn', 'Messages to you')}</h2>
          <ul className="messages">
            {dossier.messages.map((message) => (
              <li key={`${message.at} ${message.text.vi}`}>
                <Phrase text={message.text} lang={lang} />
                <span className="help quiet">
                  <Moment at={message.at} lang={lang} />
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {dossier.partOf === null && (
        <p>
          <a href={file('receipt')}>
            {t('Giấy tiếp nhận và hẹn trả (PDF)', 'Receipt and appointment slip (PDF)')}
          </a>
        </p>
      )}
      <form method="post" action={visit.href(`/thanh-toan/${dossier.code}`)}>
        <Hidden dossier={dossier} check={check} />
        <button className="button second" type="submit">
          {t('Phí, lệ phí và biên lai', 'Fees and receipts')}
        </button>
      </form>
      <details>
        <summary>{t('Tự kiểm chứng lịch sử hồ sơ', 'Check the history yourself')}</summary>
        <p>
          {t(
            'Tệp bằng chứng chứa các bước của hồ sơ cùng chữ ký và dấu thời gian. Chương trình kiểm chứng chạy trên máy của bạn (cần Node.js), không hỏi lại hệ thống này: ',
            'The evidence file holds the steps with signature and time stamp. The verifier runs on your own computer (it needs Node.js) and does not ask this system: ',
          )}
          <code>node kiem-chung.mjs bang-chung.json</code>
        </p>
        <ul>
          <li>
            <a href={file('proof')} download="bang-chung.json">
              {t('Tải bằng chứng (JSON)', 'Download the evidence (JSON)')}
            </a>
          </li>
          <li>
            <a href="/api/audit/verifier">{t('Tải chương trình kiểm chứng', 'Download the verifier')}</a>
          </li>
        </ul>
      </details>
      {dossier.mayAskPickUp && (
        <form method="post" action={visit.href('/tra-cuu/lay-giay-to')}>
          <Hidden dossier={dossier} check={check} />
          <button className="button link" type="submit">
            {t(
              'Gửi thêm giấy tờ: xin bưu chính đến nhà lấy',
              'More papers to send: have the post fetch them',
            )}
          </button>
        </form>
      )}
      {dossier.notices && (
        <details>
          <summary>{t('Cách nhận tin về hồ sơ này', 'How you are told of this dossier')}</summary>
          <form method="post" action={visit.href('/tra-cuu/nhan-tin')} className="stack">
            <Hidden dossier={dossier} check={check} />
            <NoticeFields visit={visit} chosen={dossier.notices} />
            <p>
              <button className="button second" type="submit">
                {t('Lưu cách nhận tin', 'Keep my choice')}
              </button>
            </p>
          </form>
        </details>
      )}
      {dossier.mayWithdraw && (
        <form method="post" action={visit.href('/tra-cuu/rut')}>
          <Hidden dossier={dossier} check={check} />
          <button className="button link" type="submit">
            {t('Rút hồ sơ', 'Withdraw the dossier')}
          </button>
        </form>
      )}
    </>
  )
}

/** Which dossier a form speaks of, by what right, and the mark that makes sending twice harmless. */
export function Hidden({ dossier, check }: { dossier: { code: string }; check: string }) {
  return (
    <>
      <input type="hidden" name="_key" value={randomUUID()} />
      <input type="hidden" name="ma" value={dossier.code} />
      {check && <input type="hidden" name="khoa" value={check} />}
    </>
  )
}
