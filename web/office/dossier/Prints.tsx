import type { DossierView } from '../../../src/blocks/dossier/contract.ts'

/** Letters as PDF, only those this dossier has come to. */
export function Prints({ dossier }: { dossier: DossierView }) {
  const base = `/api/dossiers/${dossier.code}`
  const papers: [string, string, boolean][] = [
    ['Mẫu 01: Giấy tiếp nhận và hẹn trả', `${base}/receipt`, true],
    [
      'Mẫu 02: Phiếu yêu cầu bổ sung',
      `${base}/letters/02`,
      dossier.correction.length > 0 ||
        dossier.corrections > 0 ||
        dossier.moves.some((move) => move.items.length > 0),
    ],
    ['Mẫu 03: Phiếu từ chối', `${base}/letters/03`, dossier.state.status === 3],
    ['Mẫu 04: Phiếu xin lỗi, hẹn lại', `${base}/letters/04`, dossier.rescheduledDueAt !== null],
    ['Mẫu 05: Phiếu kiểm soát', `${base}/letters/05`, true],
    ['Kết quả', `${base}/result`, dossier.finishedAt !== null && dossier.outcome !== null],
  ]
  return (
    <section>
      <h2>In</h2>
      <ul className="prints">
        {papers.map(([name, href, has]) =>
          has ? (
            <li key={name}>
              <a href={href} target="_blank" rel="noreferrer">
                {name}
              </a>
            </li>
          ) : null,
        )}
      </ul>
      {dossier.fees.length > 0 && (
        <>
          <h2>Phí, lệ phí</h2>
          <ul className="prints">
            {dossier.fees.map((fee) => (
              <li key={fee.key}>
                {fee.name}: {fee.explanation}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}
