import type { DossierView } from '../../../src/blocks/dossier/contract.ts'
import { formatDate } from '../../../src/kernel/vietnamese.ts'
import { CHANNEL_NAMES, moment } from '../words.ts'

const RETURNS = { desk: 'Tại bộ phận Một cửa', post: 'Qua bưu chính', online: 'Trực tuyến' }

/** Who asks, how it came in, where the result goes. */
export function People({ dossier }: { dossier: DossierView }) {
  const { applicant } = dossier
  const facts: [string, string | null | undefined][] = [
    ['Người nộp', applicant?.name ?? 'Đã xóa theo hạn lưu trữ'],
    [
      applicant?.kind === 'company' ? 'Mã số thuế' : 'Số căn cước',
      applicant?.taxCode ?? applicant?.citizenNumber,
    ],
    ['Ngày sinh', applicant?.birthDate && formatDate(applicant.birthDate)],
    ['Giới tính', applicant?.gender],
    ['Điện thoại', applicant?.phone],
    ['Thư điện tử', applicant?.email],
    ['Địa chỉ', applicant?.address],
    ['Nộp thay cho', dossier.onBehalfOf],
    ['Nộp', `${moment(dossier.submittedAt)}, ${CHANNEL_NAMES[dossier.channel].toLowerCase()}`],
    ['Nơi nhận hồ sơ', dossier.desk?.name],
    [
      'Trả kết quả',
      `${RETURNS[dossier.returnBy]}${dossier.returnDesk ? `: ${dossier.returnDesk.name}` : ''}`,
    ],
  ]
  return (
    <section>
      <h2>Người nộp</h2>
      <dl className="facts-list">
        {facts.map(([name, value]) =>
          value ? (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ) : null,
        )}
      </dl>
    </section>
  )
}
