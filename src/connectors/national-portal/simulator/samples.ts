/** Fictitious dossiers one may file on the simulated portal with one press, in the portal's own words. */
export const SAMPLES: readonly { name: string; content: Record<string, unknown> }[] = [
  {
    name: 'Cấp bản sao từ sổ gốc, Sở Nông nghiệp và Môi trường',
    content: {
      MaTTHC: '2.000908',
      MaDonViTiepNhan: 'H60.21',
      LoaiDoiTuong: 0,
      ChuHoSo: 'Hoàng Thị Bích Thử',
      SoDinhDanh: '008190990117',
      NgaySinh: '1990-09-05',
      SoDienThoai: '0912345117',
      DiaChi: 'Tổ 5, Phường Minh Xuân, Tỉnh Tuyên Quang',
      HinhThucTra: 2,
      ToKhai: {
        applicantName: 'Hoàng Thị Bích Thử',
        applicantNumber: '008190990117',
        applicantBirthDate: '1990-09-05',
        applicantAddress: 'Tổ 5, Phường Minh Xuân, Tỉnh Tuyên Quang',
        applicantPhone: '0912345117',
        relation: 'self',
        holderName: 'Hoàng Thị Bích Thử',
        paperName: 'Giấy chứng nhận bồi dưỡng nghiệp vụ thú y',
        issuedYear: 2019,
        copies: 2,
        pledge: true,
      },
      ThanhPhanHoSo: [],
    },
  },
  {
    name: 'Thủ tục tỉnh này không có (để xem lỗi)',
    content: {
      MaTTHC: '9.999999',
      MaDonViTiepNhan: 'H60.21',
      ChuHoSo: 'Triệu Văn Mẫu',
      SoDinhDanh: '008088990118',
      ToKhai: {},
      ThanhPhanHoSo: [],
    },
  },
]
