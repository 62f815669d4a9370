import { portalPage, type RegimePeriod } from '../../../src/blocks/organisation/model/regime.ts'
import type { ProcedureView } from '../../../src/blocks/procedure/contract.ts'
import type { Visit } from '../router.ts'

/** The National Portal's page of a procedure where the law has citizens file there; null where they file here. */
export async function portalPageOf(visit: Visit, code: string): Promise<string | null> {
  const { current }: { current: RegimePeriod } = await visit.ask('organisation.regime', {})
  return current.regime === 2025 ? portalPage(current, code) : null
}

type Props = { visit: Visit; procedure: ProcedureView; page: string }

/** Stands where one would apply: filing from home is on the National Portal, and the desk helps whoever cannot. */
export function OnThePortal({ visit: { t }, procedure, page }: Props) {
  if (procedure.definition.law.onlineLevel === 'information' || procedure.agencies.length === 0)
    return (
      <p className="note">
        {t(
          'Thủ tục này nộp tại Bộ phận Một cửa hoặc qua bưu chính.',
          'This procedure is handed in at a one-stop desk or by post.',
        )}
      </p>
    )
  return (
    <div className="apply">
      <p>
        <a className="button big" href={page} rel="noreferrer">
          {t('Nộp trên Cổng Dịch vụ công quốc gia', 'Apply on the National Public Service Portal')}
        </a>
      </p>
      <p className="quiet">
        {t(
          'Hồ sơ trực tuyến nay nộp ở Cổng quốc gia bằng tài khoản định danh điện tử. Nộp xong, theo dõi được cả ở đó và ở trang này. Không tiện nộp từ nhà, xin đến Bộ phận Một cửa: cán bộ sẽ giúp.',
          'Online requests are now filed on the National Portal with your national digital identity. Afterwards you can follow yours there and here. If you cannot file from home, please come to a one-stop desk: an officer will help.',
        )}
      </p>
    </div>
  )
}
