import { Page } from '../Page.tsx'
import { citizenPage } from '../router.ts'

/** The whole way in six short answers. */
export const help = citizenPage('/huong-dan', async (visit) => {
  const { t, href, port } = visit
  const answers: [string, string][] = [
    [
      t('Tìm thủ tục', 'Find a procedure'),
      t(
        'Gõ việc bạn cần bằng lời thường, có dấu hay không dấu. Trang thủ tục nói rõ giấy tờ, phí, thời hạn và nơi làm.',
        'Type what you need in plain words. The procedure page tells the papers, fee, time and place.',
      ),
    ],
    [
      t('Nộp trực tuyến, không cần tài khoản', 'Apply online without an account'),
      t(
        'Bấm “Nộp trực tuyến” và trả lời từng trang. Trang nào cũng được lưu khi bạn bấm tiếp.',
        'Press “Apply online” and answer page by page. Every page is saved as you go on.',
      ),
    ],
    [
      t('Đang làm thì bận', 'If you must stop'),
      t(
        'Bấm “Lưu và quay lại sau”, giữ lại đường dẫn riêng. Bản nháp dùng được 30 ngày.',
        'Press “Save and come back later” and keep the private link. It works for 30 days.',
      ),
    ],
    [
      t('Giấy tờ', 'Papers'),
      t(
        'Chụp ảnh bằng điện thoại là được, miễn đọc rõ chữ. Mỗi tệp không quá 20 MB.',
        'A clear photograph is enough. At most 20 MB a file.',
      ),
    ],
    [
      t('Theo dõi hồ sơ', 'Follow your dossier'),
      t(
        'Quét mã QR trên giấy tiếp nhận, hoặc nhập mã hồ sơ rồi bốn số cuối của điện thoại đã khai.',
        'Scan the QR code on your receipt, or enter the code and the last four digits of your phone number.',
      ),
    ],
    [
      t('Được yêu cầu bổ sung', 'Asked to add something'),
      t(
        'Trang theo dõi chỉ rõ mục cần sửa. Bổ sung ngay trên trang; trong lúc chờ bạn, thời hạn tạm dừng.',
        'The tracking page marks what to mend. Do it there; the time limit is paused while we wait for you.',
      ),
    ],
  ]
  return {
    body: (
      <Page visit={visit} title={t('Hướng dẫn', 'Help')}>
        <h1>{t('Hướng dẫn', 'Help')}</h1>
        {answers.map(([question, answer]) => (
          <section key={question}>
            <h2>{question}</h2>
            <p>{answer}</p>
          </section>
        ))}
        <p className="note">
          {t('Cần người giúp? Gọi ', 'Need a person? Call ')}
          <a href={`tel:${port.province.hotline.replace(/[^\d+]/g, '')}`}>{port.province.hotline}</a>
          {t(', hoặc tới Bộ phận Một cửa gần nhất.', ', or come to the nearest one-stop desk.')}
        </p>
        <p>
          <a href={href('/thu-tuc')}>{t('Xem tất cả thủ tục', 'See all procedures')}</a>
        </p>
      </Page>
    ),
  }
})
