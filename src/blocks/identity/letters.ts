/** One letter, as the job `identity.mail` sends it. */
export type Letter = { to: string; subject: string; text: string }

const SIGNED = 'Đây là thư tự động của hệ thống giải quyết thủ tục hành chính. Xin đừng trả lời thư này.'
const letter = (to: string, subject: string, ...lines: string[]): Letter => ({
  to,
  subject,
  text: [...lines, SIGNED].join('\n\n'),
})

export function signUpMail(to: string, link: string): Letter {
  return letter(
    to,
    'Xác nhận đăng ký tài khoản',
    'Có người, có lẽ là bạn, đăng ký tài khoản bằng địa chỉ thư này.',
    `Để xác nhận và đặt mật khẩu, mở đường dẫn sau trong vòng một giờ:\n${link}`,
    'Nếu không phải bạn, hãy bỏ qua thư này; sẽ không có tài khoản nào được mở.',
  )
}

export function signUpTwiceMail(to: string, link: string): Letter {
  return letter(
    to,
    'Bạn đã có tài khoản',
    'Có người, có lẽ là bạn, vừa đăng ký tài khoản bằng địa chỉ thư này, nhưng địa chỉ này đã có tài khoản.',
    `Hãy đăng nhập tại:\n${link}`,
  )
}

export function activationMail(to: string, link: string): Letter {
  return letter(
    to,
    'Kích hoạt tài khoản của bạn',
    'Bộ phận Một cửa vừa lập tài khoản cho bạn.',
    `Để đặt mật khẩu, mở đường dẫn sau trong vòng bảy ngày:\n${link}`,
    'Đường dẫn chỉ dùng được một lần. Đừng chuyển thư này cho người khác.',
  )
}

export function renewedMail(to: string): Letter {
  return letter(
    to,
    'Tài khoản của bạn vừa được cấp lại đường dẫn đặt mật khẩu',
    'Một cán bộ Bộ phận Một cửa vừa cấp lại đường dẫn đặt mật khẩu cho tài khoản của bạn.',
    'Nếu bạn không yêu cầu việc này, hãy báo ngay cho Bộ phận Một cửa hoặc đường dây nóng.',
  )
}

export function forgottenMail(to: string, link: string): Letter {
  return letter(
    to,
    'Đặt lại mật khẩu',
    'Có người, có lẽ là bạn, xin đặt lại mật khẩu của tài khoản này.',
    `Để đặt mật khẩu mới, mở đường dẫn sau trong vòng một giờ:\n${link}`,
    'Nếu không phải bạn, hãy bỏ qua thư này; mật khẩu cũ vẫn dùng được.',
  )
}
