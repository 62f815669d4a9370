import { Page } from '../Page.tsx'
import { citizenPage, type PageAnswer, type Visit } from '../router.ts'

/** A sign-in that could not go on, said so that somebody knows what to do. */
export const signInTroublePage = citizenPage('/dang-nhap/loi', async (visit) =>
  troubleAnswer(visit, visit.query.ma ?? '', 400),
)

export function troubleAnswer(visit: Visit, reason: string, status: number): PageAnswer {
  const { t, href } = visit
  const title = t('Chưa đăng nhập được', 'Not signed in')
  return {
    status,
    body: (
      <Page visit={visit} title={title} signingIn>
        <h1>{title}</h1>
        <p>{troubleText(visit, reason)}</p>
        <p>
          <a className="button" href={href('/dang-nhap')}>
            {t('Đăng nhập lại', 'Sign in again')}
          </a>
        </p>
      </Page>
    ),
  }
}

/** Only known reasons get words; whatever else stands in the address is not repeated. */
export function troubleText({ t }: Visit, reason: string): string {
  const texts: Record<string, string> = {
    over: t(
      'Bước đăng nhập này đã hết hạn, đã xong, hoặc mở ở trình duyệt khác.',
      'This sign-in has ended, is done, or was begun in another browser.',
    ),
    access_denied: t(
      'Bạn đã không đồng ý, nên không có thông tin nào được chuyển đi.',
      'You did not agree, so nothing was passed on.',
    ),
    'nation-refused': t(
      'Bạn đã dừng đăng nhập ở hệ thống định danh quốc gia, hoặc trả lời từ đó không hợp lệ. Hãy thử lại hoặc chọn cách khác.',
      'You stopped at the national identity system, or its answer was not valid. Try again or choose another way.',
    ),
    'nation-unavailable': t(
      'Chưa nối được hệ thống định danh quốc gia. Hãy thử lại sau ít phút hoặc chọn cách khác.',
      'The national identity system cannot be reached. Try again in a few minutes or choose another way.',
    ),
    'nation-incomplete': t(
      'Hệ thống định danh quốc gia chưa gửi đủ thông tin cần có (họ tên, số định danh, hoặc mã số thuế của doanh nghiệp).',
      'The national identity system did not send all that is needed (name, identification number, or a company’s tax code).',
    ),
    'nation-conflict': t(
      'Số định danh này đã có tài khoản, nhưng họ tên hoặc ngày sinh ở đó khác. Để không nhập nhầm hai người, chưa thể đăng nhập. Xin mang thẻ căn cước đến Bộ phận Một cửa để sửa.',
      'This number already has an account with another name or date of birth. So that two people are never mixed up, you are not signed in. Please bring your identity card to a one-stop desk.',
    ),
  }
  return (
    texts[reason] ??
    t(
      'Yêu cầu đăng nhập không hợp lệ. Nếu bạn đến từ một hệ thống khác, hãy báo cho hệ thống đó.',
      'The sign-in request is not valid. If you came from another system, please tell them.',
    )
  )
}
