import { formatInstant } from '../../../kernel/local-time.ts'
import type { Context } from '../../../platform/command/declare.ts'
import type { Letter } from '../letters.ts'
import type { OneTimeLink } from '../model/administered.ts'
import { keepPending } from '../pending.ts'

const LINK_DAYS = 3

type Account = { id: string; user_name: string; email: string | null }
type Linking = Pick<Context<unknown>, 'sql' | 'send' | 'now' | 'publicUrl'>

/** A link that sets the password once, good for three days; told by mail too where an address is known. */
export async function oneTimeLink(
  { sql, send, now, publicUrl }: Linking,
  account: Account,
  why: 'opened' | 'reset',
): Promise<OneTimeLink> {
  const expiresAt = new Date(now.getTime() + LINK_DAYS * 86_400_000)
  const token = await keepPending(sql, 'activation', { account: account.id }, expiresAt)
  const link = `${publicUrl}/kich-hoat?ma=${token}`
  if (account.email) await send('identity.mail', linkMail(account.email, account.user_name, link, why))
  return {
    account: account.id,
    link,
    expiresAt: formatInstant(expiresAt.getTime()),
    mailed: account.email !== null,
  }
}

function linkMail(to: string, userName: string, link: string, why: 'opened' | 'reset'): Letter {
  const subject = why === 'opened' ? 'Tài khoản cán bộ của bạn' : 'Đặt lại mật khẩu tài khoản cán bộ'
  const text = [
    why === 'opened'
      ? `Người quản trị vừa lập tài khoản “${userName}” cho bạn trên hệ thống của tỉnh.`
      : `Người quản trị vừa đặt lại mật khẩu của tài khoản “${userName}”; mật khẩu cũ không dùng được nữa.`,
    `Để đặt mật khẩu, mở đường dẫn sau trong vòng ba ngày:\n${link}`,
    'Đường dẫn chỉ dùng được một lần. Đừng chuyển thư này cho người khác. Nếu bạn không biết việc này, hãy báo ngay cho người quản trị của đơn vị.',
  ].join('\n\n')
  return { to, subject, text }
}
