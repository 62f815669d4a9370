import { Dialog } from './Dialog.tsx'

const KEYS: [string, [string, string][]][] = [
  [
    'Danh sách hồ sơ',
    [
      ['j / k', 'xuống / lên một dòng'],
      ['Enter', 'mở hồ sơ'],
      ['/', 'tìm'],
      ['c', 'nhận việc (khi được bật)'],
      ['x', 'chọn dòng để phân công'],
      ['r', 'hiện hồ sơ mới'],
    ],
  ],
  [
    'Một hồ sơ',
    [
      ['1 … 9', 'chọn thao tác'],
      ['Ctrl + Enter', 'thực hiện thao tác đang chọn'],
      ['Esc', 'thôi, giữ lại nội dung đã nhập'],
      ['n', 'hồ sơ tiếp theo'],
      ['u', 'về danh sách'],
    ],
  ],
  ['Tiếp nhận', [['Ctrl + Enter', 'tiếp nhận và cấp mã']]],
  ['Mọi nơi', [['?', 'bảng phím tắt này']]],
]

export function Help({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <Dialog opened={opened} onClose={onClose} title="Phím tắt">
      {KEYS.map(([where, keys]) => (
        <section key={where}>
          <h3>{where}</h3>
          <dl className="keys">
            {keys.map(([key, does]) => (
              <div key={key}>
                <dt>
                  <kbd>{key}</kbd>
                </dt>
                <dd>{does}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </Dialog>
  )
}
