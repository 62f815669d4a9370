import type { AccountView } from '../../../src/blocks/identity/contract.ts'
import { formatDate } from '../../../src/kernel/vietnamese.ts'
import { Moment } from '../../ui/Values.tsx'
import { Page } from '../Page.tsx'
import { citizenPage, type Visit } from '../router.ts'
import { assuranceText } from './words.ts'

/** My account: who the province thinks I am, how sure it is, and what opens it. */
export const accountPage = citizenPage('/tai-khoan', async (visit) => {
  const { t, href, lang, port } = visit
  if (!port.me) return { goTo: href('/dang-nhap', { ve: href('/tai-khoan') }) }
  const account: AccountView = await visit.ask('identity.account', {})
  const title = t('Tài khoản của tôi', 'My account')
  return {
    body: (
      <Page visit={visit} title={title}>
        {visit.query.xong === 'mat-khau' && (
          <p className="note done" role="status">
            {t(
              'Mật khẩu đã đổi; các phiên khác đã kết thúc.',
              'Your password is changed; your other sessions are over.',
            )}
          </p>
        )}
        <h1>{title}</h1>
        {account.kind === 'officer' && (
          <p className="note">
            {t(
              'Bạn đang đăng nhập bằng tài khoản cán bộ. Việc riêng của bạn hãy làm bằng tài khoản người dân. ',
              'You are signed in as an officer. For matters of your own use a citizen’s account. ',
            )}
            <a href="/can-bo/">{t('Sang trang cán bộ', 'To the officers’ workspace')}</a>
          </p>
        )}
        <dl>
          {rows(visit, account).map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        {account.kind !== 'officer' && account.assurance < 2 && (
          <p className="note">
            {t(
              'Để được xác minh, đăng nhập một lần bằng VNeID hoặc mang thẻ căn cước đến Bộ phận Một cửa.',
              'To be verified, sign in once by VNeID or bring your identity card to a one-stop desk.',
            )}
          </p>
        )}
        {account.links.length > 0 && (
          <section aria-labelledby="links">
            <h2 id="links">{t('Định danh đã liên kết', 'Linked identities')}</h2>
            <ul>
              {account.links.map((link) => (
                <li key={`${link.provider} ${link.linkedAt}`}>
                  <span lang="vi">{link.provider}</span>
                  <span className="help quiet">
                    {t('từ ', 'since ')}
                    <Moment at={link.linkedAt} lang={lang} />
                  </span>
                </li>
              ))}
            </ul>
          </section>
        )}
        <h2>{t('Bạn có thể', 'You can')}</h2>
        <ul>
          {account.kind !== 'officer' && (
            <li>
              <a href={href('/tra-cuu')}>{t('xem hồ sơ của tôi', 'see my dossiers')}</a>
            </li>
          )}
          {account.kind !== 'officer' && (
            <li>
              <a href={href('/tai-khoan/du-lieu')}>
                {t('xem ai đã xem dữ liệu của tôi', 'see who looked at my data')}
              </a>
            </li>
          )}
          {account.kind !== 'officer' && (
            <li>
              <a href={href('/tai-khoan/giay-to')}>
                {t('xem giấy tờ đã số hóa của bạn', 'see your digitised papers')}
              </a>
            </li>
          )}
          {account.kind !== 'officer' && (
            <li>
              <a href={href('/tai-khoan/nhan-tin')}>
                {t('chọn cách nhận tin về hồ sơ', 'choose how you are told of your dossiers')}
              </a>
            </li>
          )}
          {account.kind !== 'officer' && (
            <li>
              <a href={href('/tai-khoan/thay-mat')}>
                {t('thay mặt doanh nghiệp, con, người cao tuổi', 'act for a company, a child, an elder')}
              </a>
            </li>
          )}
          <li>
            <a href={href('/tai-khoan/phien')}>
              {t(
                'xem các phiên đăng nhập, kết thúc từ xa',
                'see where you are signed in, and sign out from afar',
              )}
            </a>
          </li>
          <li>
            <a href={href('/tai-khoan/mat-khau')}>
              {account.hasPassword
                ? t('đổi mật khẩu', 'change your password')
                : t('đặt mật khẩu', 'set a password')}
            </a>
          </li>
          <li>
            <a href={account.kind === 'officer' ? '/can-bo/bao-mat' : href('/tai-khoan/xac-thuc')}>
              {t('bật xác thực hai lớp', 'turn on a second step of signing in')}
            </a>
          </li>
          <li>
            <a href={href('/tai-khoan/cho-phep')}>
              {t('xem các hệ thống đã được cho phép', 'see which systems you have allowed')}
            </a>
          </li>
        </ul>
        <form method="post" action={href('/dang-xuat')}>
          <button className="button second" type="submit">
            {t('Đăng xuất', 'Sign out')}
          </button>
        </form>
      </Page>
    ),
  }
})

function rows(visit: Visit, account: AccountView): [string, string][] {
  const { t, port } = visit
  const company = account.kind === 'company'
  const all: [string, string | null][] = [
    [company ? t('Tên tổ chức', 'Organisation') : t('Họ và tên', 'Name'), account.name],
    [t('Người đại diện', 'Represented by'), account.representedBy],
    [t('Mã số thuế', 'Tax code'), account.taxCode],
    [
      account.provedBy
        ? t('Số định danh cá nhân', 'Identification number')
        : t('Số định danh cá nhân (tự khai)', 'Identification number (as you said)'),
      account.citizenNumber,
    ],
    [t('Ngày sinh', 'Date of birth'), account.birthDate && formatDate(`${account.birthDate}T00:00:00+07:00`)],
    [t('Số điện thoại', 'Telephone'), account.phone],
    [t('Thư điện tử', 'E-mail'), account.email],
    [t('Tên đăng nhập', 'User name'), account.hasPassword ? account.userName : null],
    [t('Mức định danh của tài khoản', 'How well it is proved'), assuranceText(visit, account.assurance)],
    [
      t('Mức của phiên đang dùng', 'In this session'),
      port.me && port.me.assurance !== account.assurance ? assuranceText(visit, port.me.assurance) : null,
    ],
  ]
  return all.filter((row): row is [string, string] => row[1] !== null)
}
