import type { DossierView } from '../../../src/blocks/dossier/contract.ts'
import { moment } from '../words.ts'

const BY = {
  agency: 'đã có ý kiến',
  silence: 'hết hạn, coi như đồng ý',
  asker: 'cơ quan hỏi thôi chờ',
} as const

/** Other agencies' opinions, each by a clock of its own, as both the asking and the asked agency see it. */
export function Consultations({ dossier }: { dossier: DossierView }) {
  if (dossier.consultations.length === 0) return null
  return (
    <section>
      <h2>Lấy ý kiến</h2>
      <ul className="prints">
        {dossier.consultations.map((asked) => (
          <li key={asked.askedAt}>
            <strong>{asked.agency.name}</strong>: {asked.by ? BY[asked.by] : 'chưa trả lời'}
            <br />
            Hỏi {moment(asked.askedAt)}
            {asked.dueAt && <>; hạn trả lời {moment(asked.dueAt)}</>}
            {asked.answeredAt && <>; xong {moment(asked.answeredAt)}</>}
            {asked.late && <strong className="late"> · quá hạn lấy ý kiến</strong>}
          </li>
        ))}
      </ul>
      {dossier.consultation && (
        <p className="quiet">
          {dossier.clock.runs
            ? 'Thời hạn của hồ sơ vẫn chạy trong lúc lấy ý kiến.'
            : 'Thời hạn của hồ sơ tạm dừng trong lúc lấy ý kiến.'}
        </p>
      )}
    </section>
  )
}
