/** One component of the index of Quyết định 766/QĐ-TTg (23/6/2022). `sure: false`: points or formula were not found in a text, or are told from experience. */
export type Component = {
  code: string
  group: string
  name: string
  /** 0: told, not scored. */
  points: number
  /** Per cent that earns full points; null: full points at 100. */
  threshold: number | null
  formula: string
  /** What was assumed where the text was not found; shown with the figure. */
  assumption: string | null
  /** What opens behind the figure. */
  unit: 'dossier' | 'procedure' | 'feedback'
}

export const GROUPS: Record<string, string> = {
  '1': 'Công khai, minh bạch',
  '2': 'Tiến độ, kết quả giải quyết',
  '3': 'Cung cấp dịch vụ trực tuyến',
  '4': 'Số hóa hồ sơ',
  '5': 'Mức độ hài lòng',
}

export const COMPONENTS: readonly Component[] = [
  {
    code: '1.1',
    group: '1',
    name: 'Tỷ lệ TTHC công bố đúng hạn',
    points: 4,
    threshold: null,
    formula:
      'Số thủ tục công bố đúng hạn / số thủ tục công bố trong kỳ. Đúng hạn: ngày quyết định công bố trước ngày căn cứ pháp lý mới nhất có hiệu lực ít nhất 5 ngày làm việc.',
    assumption: 'Điểm chia đôi với 1.3 (4/4) là giả định.',
    unit: 'procedure',
  },
  {
    code: '1.2',
    group: '1',
    name: 'Tỷ lệ TTHC được cập nhật, công khai đúng hạn',
    points: 4,
    threshold: null,
    formula:
      'Số thủ tục cập nhật, công khai đúng hạn / số thủ tục phải công khai trong kỳ. Đúng hạn: công khai trong 5 ngày làm việc từ ngày quyết định.',
    assumption: null,
    unit: 'procedure',
  },
  {
    code: '1.3',
    group: '1',
    name: 'Tỷ lệ TTHC công khai đầy đủ nội dung quy định về các bộ phận tạo thành',
    points: 4,
    threshold: null,
    formula:
      'Số thủ tục có đủ các bộ phận (tên, trình tự, cách thức, thành phần hồ sơ, thời hạn, đối tượng, cơ quan thực hiện) / số thủ tục đang công khai, ở ngày cuối kỳ.',
    assumption:
      'Điểm chia đôi với 1.1 (4/4) là giả định. Chỉ đếm thủ tục có phiên bản đang áp dụng trong hệ thống.',
    unit: 'procedure',
  },
  {
    code: '1.4',
    group: '1',
    name: 'Tỷ lệ hồ sơ đồng bộ lên Cổng DVCQG',
    points: 6,
    threshold: null,
    formula:
      'Số hồ sơ tiếp nhận trong kỳ đã đồng bộ lên Cổng Dịch vụ công quốc gia / số hồ sơ tiếp nhận trong kỳ.',
    assumption: 'Mẫu số là số hồ sơ của hệ thống; số của hệ thống báo cáo quốc gia chưa được lấy về.',
    unit: 'dossier',
  },
  {
    code: '2.1',
    group: '2',
    name: 'Tỷ lệ hồ sơ xử lý trước hạn, đúng hạn',
    points: 20,
    threshold: null,
    formula:
      '(Số hồ sơ giải quyết trước hạn, đúng hạn + số hồ sơ đang giải quyết còn trong hạn) / (số hồ sơ đã giải quyết + đang giải quyết trong kỳ).',
    assumption: 'Hồ sơ đang giải quyết tính đến cuối kỳ; kỳ chưa hết thì tính đến lúc này.',
    unit: 'dossier',
  },
  {
    code: '2.2',
    group: '2',
    name: 'Thời gian giải quyết TTHC trung bình theo từng TTHC',
    points: 0,
    threshold: null,
    formula:
      'Tổng thời gian giải quyết các hồ sơ đã giải quyết trong kỳ / số hồ sơ đó, tính bằng ngày; chỉ để theo dõi, không chấm điểm.',
    assumption: 'Tính cả ngày nghỉ và thời gian tạm dừng.',
    unit: 'dossier',
  },
  {
    code: '3.1',
    group: '3',
    name: 'Tỷ lệ TTHC cung cấp DVC trực tuyến',
    points: 2,
    threshold: 80,
    formula:
      'Số thủ tục cung cấp dịch vụ công trực tuyến một phần hoặc toàn trình / tổng số thủ tục, ở ngày cuối kỳ.',
    assumption: null,
    unit: 'procedure',
  },
  {
    code: '3.2',
    group: '3',
    name: 'Tỷ lệ DVC trực tuyến có phát sinh hồ sơ',
    points: 4,
    threshold: null,
    formula: 'Số dịch vụ công trực tuyến có hồ sơ nộp trực tuyến trong kỳ / số dịch vụ công trực tuyến.',
    assumption: null,
    unit: 'procedure',
  },
  {
    code: '3.3',
    group: '3',
    name: 'Tỷ lệ hồ sơ TTHC nộp trực tuyến',
    points: 6,
    threshold: 50,
    formula: 'Số hồ sơ nộp trực tuyến / số hồ sơ tiếp nhận trong kỳ, nhân với tỷ lệ đồng bộ (1.4).',
    assumption:
      'Chưa xét điều kiện có kết quả điện tử kèm mã và liên kết. Khi chưa có số đồng bộ thì chưa nhân tỷ lệ 1.4.',
    unit: 'dossier',
  },
  {
    code: '3.4',
    group: '3',
    name: 'Tỷ lệ TTHC có giao dịch thanh toán trực tuyến',
    points: 2,
    threshold: 80,
    formula: 'Số thủ tục có giao dịch thanh toán trực tuyến trong kỳ / số thủ tục có phí, lệ phí.',
    assumption: 'Ngưỡng 80 % là giả định: nguồn tìm thấy có chỗ ghi 50 %.',
    unit: 'procedure',
  },
  {
    code: '3.5',
    group: '3',
    name: 'Tỷ lệ TTHC có nghĩa vụ tài chính được tích hợp thanh toán trực tuyến trên Cổng DVCQG',
    points: 2,
    threshold: 80,
    formula:
      'Số thủ tục đã đồng bộ dữ liệu phí, lệ phí lên Cổng Dịch vụ công quốc gia / số thủ tục có phí, lệ phí.',
    assumption: null,
    unit: 'procedure',
  },
  {
    code: '3.6',
    group: '3',
    name: 'Tỷ lệ hồ sơ thanh toán trực tuyến',
    points: 6,
    threshold: 30,
    formula: 'Số hồ sơ thanh toán trực tuyến / số hồ sơ phải nộp phí, lệ phí (trừ hồ sơ được miễn hết).',
    assumption: 'Đếm phiếu thu lập trong kỳ; hồ sơ chưa lập phiếu thu tính là chưa thanh toán trực tuyến.',
    unit: 'dossier',
  },
  {
    code: '4.1',
    group: '4',
    name: 'Tỷ lệ hồ sơ có cấp kết quả điện tử',
    points: 6,
    threshold: null,
    formula: 'Số hồ sơ có kết quả điện tử / số hồ sơ đã giải quyết của thủ tục có trả kết quả, trong kỳ.',
    assumption: 'Kết quả điện tử là kết quả hệ thống lập thành tệp khi kết thúc hồ sơ.',
    unit: 'dossier',
  },
  {
    code: '4.2',
    group: '4',
    name: 'Tỷ lệ hồ sơ thực hiện số hóa',
    points: 4,
    threshold: 80,
    formula:
      'Số hồ sơ có số hóa thành phần hồ sơ và có kết quả điện tử / số hồ sơ thuộc thẩm quyền tiếp nhận trong kỳ.',
    assumption: null,
    unit: 'dossier',
  },
  {
    code: '4.3',
    group: '4',
    name: 'Tỷ lệ hồ sơ khai thác, sử dụng lại thông tin, dữ liệu số hóa',
    points: 2,
    threshold: 80,
    formula: 'Số hồ sơ có ít nhất một thành phần dùng lại dữ liệu đã số hóa / số hồ sơ tiếp nhận trong kỳ.',
    assumption: null,
    unit: 'dossier',
  },
  {
    code: '4.4',
    group: '4',
    name: 'Tỷ lệ hồ sơ số hóa có kết nối, chia sẻ dữ liệu phục vụ tái sử dụng',
    points: 4,
    threshold: null,
    formula:
      'Số hồ sơ có thành phần lấy từ kho dữ liệu hoặc hệ thống khác chia sẻ / số hồ sơ tiếp nhận trong kỳ.',
    assumption: 'Điểm 4 (chia 10 điểm còn lại với 4.5) là giả định.',
    unit: 'dossier',
  },
  {
    code: '4.5',
    group: '4',
    name: 'Ứng dụng dữ liệu dân cư trong giải quyết TTHC',
    points: 6,
    threshold: null,
    formula:
      'Số hồ sơ dùng dữ liệu dân cư / số hồ sơ tiếp nhận trong kỳ; và số thủ tục kết nối cơ sở dữ liệu dân cư / số thủ tục của công dân.',
    assumption: 'Điểm 6 (chia 10 điểm còn lại với 4.4) là giả định.',
    unit: 'dossier',
  },
  {
    code: '5.1',
    group: '5',
    name: 'Tỷ lệ phản ánh, kiến nghị theo phân loại',
    points: 0,
    threshold: null,
    formula:
      'Số phản ánh, kiến nghị về hành vi / tổng số phản ánh, kiến nghị trong kỳ; chỉ để theo dõi, không chấm điểm.',
    assumption: null,
    unit: 'feedback',
  },
  {
    code: '5.2',
    group: '5',
    name: 'Tỷ lệ phản ánh, kiến nghị xử lý đúng hạn',
    points: 6,
    threshold: null,
    formula:
      'Số phản ánh, kiến nghị xử lý đúng hạn / số phản ánh, kiến nghị đã xử lý hoặc đã quá hạn, nhận trong kỳ.',
    assumption: 'Điểm 6/6/6 của nhóm là suy ra.',
    unit: 'feedback',
  },
  {
    code: '5.3',
    group: '5',
    name: 'Tỷ lệ hài lòng trong xử lý phản ánh, kiến nghị',
    points: 6,
    threshold: null,
    formula:
      '(Số phản ánh, kiến nghị − số bị đánh giá không hài lòng, gửi lại hoặc trễ hạn) / số phản ánh, kiến nghị nhận trong kỳ.',
    assumption: 'Điểm 6/6/6 của nhóm là suy ra.',
    unit: 'feedback',
  },
  {
    code: '5.4',
    group: '5',
    name: 'Tỷ lệ hài lòng trong tiếp nhận, giải quyết TTHC',
    points: 6,
    threshold: 90,
    formula:
      '100 % − (tỷ lệ hồ sơ trễ hạn + tỷ lệ hồ sơ có phản ánh, kiến nghị hoặc bị đánh giá không hài lòng).',
    assumption:
      'Không hài lòng: có ít nhất một trong chín chỉ số đánh giá “Không hài lòng”. Hồ sơ vừa trễ vừa bị phản ánh tính hai lần như công thức. Đơn vị có ít hơn số phiếu được công bố thì chỉ tính phần trễ hạn.',
    unit: 'dossier',
  },
]
