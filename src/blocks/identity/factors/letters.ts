import { type Kysely, sql } from 'kysely'
import type { SendJob } from '../../../platform/jobs/jobs.ts'
import type { Letter } from '../letters.ts'

const SIGNED = 'Đây là thư tự động của hệ thống giải quyết thủ tục hành chính. Xin đừng trả lời thư này.'
const NOT_YOU =
  'Nếu không phải bạn, hãy đổi mật khẩu, kết thúc các phiên lạ trong trang Tài khoản và báo ngay cho người quản trị hoặc đường dây nóng.'

type News = { subject: string; said: string }

/** What the owner of an account is told about its second factors. */
export const NEWS = {
  recoveryUsed: (left: number): News => ({
    subject: 'Một mã dự phòng của bạn vừa được dùng',
    said: `Một mã dự phòng vừa được dùng để đăng nhập hoặc xác thực tài khoản của bạn. Còn ${left} mã; mỗi mã chỉ dùng được một lần.`,
  }),
  added: (what: string): News => ({
    subject: 'Tài khoản của bạn vừa thêm cách xác thực',
    said: `${what} vừa được thêm vào tài khoản của bạn.`,
  }),
  removed: (what: string): News => ({
    subject: 'Tài khoản của bạn vừa bớt cách xác thực',
    said: `${what} vừa được gỡ khỏi tài khoản của bạn.`,
  }),
  renewed: (): News => ({
    subject: 'Mã dự phòng của bạn vừa được cấp lại',
    said: 'Mười mã dự phòng mới vừa được cấp; các mã cũ không còn dùng được.',
  }),
  cloned: (): News => ({
    subject: 'Một khóa truy cập của bạn đã bị khóa lại',
    said: 'Một khóa truy cập của bạn có dấu hiệu bị sao chép (bộ đếm đi lùi) nên không còn dùng được. Hãy gỡ khóa đó và thêm khóa mới.',
  }),
  reset: (): News => ({
    subject: 'Xác thực hai lớp của bạn vừa được đặt lại',
    said: 'Người quản trị vừa gỡ mọi cách xác thực thứ hai của tài khoản bạn, theo yêu cầu khi mất thiết bị.',
  }),
}

/** Writes to the owner, when an address of theirs is known. */
export async function tellOwner(
  trx: Kysely<any>,
  send: SendJob,
  account: string,
  { subject, said }: News,
): Promise<void> {
  const { rows } = await sql<{ email: string | null }>`
    select email from identity.account where id = ${account}`.execute(trx)
  const to = rows[0]?.email
  if (!to) return
  const letter: Letter = { to, subject, text: [said, NOT_YOU, SIGNED].join('\n\n') }
  await send('identity.mail', letter)
}
