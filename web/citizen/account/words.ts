import type { Visit } from '../router.ts'

/** How sure the province is who somebody is, in the person's own words. */
export function assuranceText({ t }: Visit, assurance: number): string {
  if (assurance >= 3) return t('Mức 3: định danh điện tử mức độ 2', 'Level 3: electronic identity, level 2')
  if (assurance === 2)
    return t(
      'Mức 2: đã đối chiếu tại quầy hoặc định danh điện tử mức độ 1',
      'Level 2: seen at a counter, or electronic identity level 1',
    )
  return t('Mức 1: tự khai, chưa xác minh', 'Level 1: said by yourself, not verified')
}

export function wayText({ t }: Visit, way: string): string {
  const ways: Record<string, string> = {
    password: t('mật khẩu', 'password'),
    passkey: t('khóa truy cập', 'passkey'),
    vneid: 'VNeID',
    dvcqg: t('Cổng Dịch vụ công quốc gia', 'National Public Service Portal'),
  }
  return ways[way] ?? way
}

/** What somebody did with a person's data, in the person's own words. */
export function purposeText({ t }: Visit, operation: string): string {
  const purposes: Record<string, string> = {
    'dossier.breakGlass': t(
      'Mở khẩn cấp, ngoài phạm vi thường ngày',
      'Opened it in an emergency, outside their usual reach',
    ),
    'dossier.get': t('Mở hồ sơ để giải quyết', 'Opened the dossier to work on it'),
    'dossier.find': t('Xem danh sách hồ sơ', 'Read a list of dossiers'),
    'dossier.history': t('Xem lịch sử xử lý', 'Read the history'),
    'dossier.move': t('Xử lý một bước', 'Took a step'),
    'dossier.receive': t('Tiếp nhận hồ sơ', 'Took the dossier in'),
    'dossier.submit': t('Nộp hồ sơ', 'Submitted the dossier'),
    'dossier.requestCorrection': t('Yêu cầu bổ sung', 'Asked for a correction'),
    'dossier.answerCorrection': t('Bổ sung hồ sơ', 'Answered a correction'),
    'dossier.receipt': t('In giấy tiếp nhận', 'Printed the receipt'),
    'dossier.letter': t('In phiếu, thư', 'Printed a letter'),
    'dossier.result': t('Xem kết quả', 'Opened the result'),
    'dossier.file': t('Mở giấy tờ đã nộp', 'Opened a paper handed in'),
    'dossier.addPaper': t('Đưa giấy trong kho vào hồ sơ', 'Put a stored paper into the dossier'),
    'dossier.reuseInDraft': t('Dùng lại giấy trong kho', 'Reused a stored paper'),
    'paper.find': t('Tìm giấy tờ trong kho của bạn', 'Looked into your store of papers'),
    'paper.mine': t('Xem kho giấy tờ của bạn', 'Looked into the own store of papers'),
    'paper.file': t('Mở giấy tờ trong kho của bạn', 'Opened a paper of your store'),
    'paper.end': t('Bỏ giấy tờ khỏi kho', 'Took a paper out of the store'),
    'scan.accept': t('Xác nhận giấy đã số hóa vào kho của bạn', 'Accepted a digitised paper into your store'),
    'scan.get': t('Đọc giấy đang số hóa', 'Read a paper being digitised'),
    'scan.page': t('Xem trang giấy đã số hóa', 'Looked at a digitised page'),
    'scan.file': t('Mở tệp giấy đã số hóa', 'Opened a digitised paper'),
    'dossier.track': t('Tra cứu bằng mã', 'Looked it up by its code'),
    'dossier.erase': t('Xóa dữ liệu khi hết hạn lưu', 'Erased the data, its time being over'),
    'audit.prove': t('Lấy bằng chứng lịch sử', 'Took evidence of the history'),
    'organisation.merge': t('Chuyển sang cơ quan kế thừa', 'Moved to the succeeding agency'),
    'dossier.findDataQuestions': t('Đọc câu hỏi của bạn', 'Read your question'),
    'dossier.answerDataQuestion': t('Trả lời câu hỏi của bạn', 'Answered your question'),
  }
  return purposes[operation] ?? t('Xử lý hồ sơ', 'Worked on the dossier')
}

/** What a partner system asks leave for; a right that has no words of its own is shown by its name. */
export function scopeText({ t }: Visit, scope: string): string {
  const scopes: Record<string, string> = {
    profile: t('họ tên và ngày sinh của bạn', 'your name and date of birth'),
    email: t('địa chỉ thư điện tử của bạn', 'your e-mail address'),
    phone: t('số điện thoại của bạn', 'your telephone number'),
    citizen: t(
      'số định danh (hoặc mã số thuế) và mức định danh của bạn',
      'your identification number (or tax code) and how well it is proved',
    ),
    office: t('vị trí công tác và cơ quan của bạn', 'your position and agency'),
    offline_access: t(
      'tiếp tục truy cập cả khi bạn không dùng, cho đến khi bạn rút lại',
      'going on while you are away, until you withdraw it',
    ),
    'dossier.read': t('xem hồ sơ của bạn', 'seeing your dossiers'),
    'dossier.submit': t('nộp hồ sơ thay bạn', 'submitting dossiers for you'),
    'report.read': t('xem báo cáo trong phạm vi của bạn', 'reading reports within your reach'),
  }
  return scopes[scope] ?? t(`quyền ${scope}`, `the right ${scope}`)
}

/** A browser's name for itself is long and says little: the two words people know it by. */
export function deviceText({ t }: Visit, agent: string): string {
  if (agent === '') return t('hệ thống khác', 'another system')
  const browser = /Edg\//.test(agent)
    ? 'Edge'
    : /Firefox\//.test(agent)
      ? 'Firefox'
      : /Chrome\//.test(agent)
        ? 'Chrome'
        : /Safari\//.test(agent)
          ? 'Safari'
          : t('trình duyệt khác', 'another browser')
  const system = /Android/.test(agent)
    ? 'Android'
    : /iPhone|iPad/.test(agent)
      ? 'iOS'
      : /Windows/.test(agent)
        ? 'Windows'
        : /Mac OS/.test(agent)
          ? 'macOS'
          : /Linux/.test(agent)
            ? 'Linux'
            : ''
  return [browser, system].filter(Boolean).join(', ')
}
