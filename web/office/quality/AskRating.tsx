import '../administration/administration.css'
import './quality.css'
import { Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import type { DossierView } from '../../../src/blocks/dossier/contract.ts'
import { QrCode } from '../../ui/QrCode.tsx'
import { useTitle } from '../administration/acting.tsx'
import { ask } from '../api.ts'
import { requireMe, toSignIn } from '../session.ts'

export async function loader({ request, params }: LoaderFunctionArgs) {
  await requireMe(request)
  try {
    return await ask<DossierView>(`/dossiers/${params.code}`, {}, request.signal)
  } catch (error) {
    throw toSignIn(error, request)
  }
}

/** For the dossier just handed over: a code to scan, or the survey on this very screen. */
export function Component() {
  const dossier = useLoaderData() as DossierView
  useTitle('Mời đánh giá')
  const { check } = dossier
  // Without the receipt's secret the survey asks for the last four digits.
  const by = check === null ? '' : `?khoa=${encodeURIComponent(check)}`
  const address = `${location.origin}/danh-gia/${dossier.code}${by}`
  return (
    <section className="admin stack">
      <h1>Mời người nộp đánh giá hồ sơ {dossier.code}</h1>
      {dossier.finishedAt === null ? (
        <p>Hồ sơ chưa có kết quả nên chưa đánh giá được.</p>
      ) : (
        <>
          <p>Người nộp quét mã này bằng điện thoại, hoặc đánh giá ngay trên máy tính bảng tại quầy.</p>
          <div className="rating-code">
            <QrCode text={address} label={`Mã QR mở phiếu đánh giá hồ sơ ${dossier.code}`} />
          </div>
          <div className="buttons">
            <a className="plain-button" href={address}>
              Mở phiếu trên máy này
            </a>
            <Link className="plain-button" to={`/ho-so/${dossier.code}`}>
              Về hồ sơ
            </Link>
          </div>
        </>
      )}
    </section>
  )
}
