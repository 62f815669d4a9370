/** What the rest of the system may ask of the nation's identity: begin a sign-in there, and learn who came back. */
export type {
  NationalIdentity,
  NationalSettings,
  OutsideAttempt,
  OutsidePerson,
} from '../../blocks/identity/contract.ts'

/**
 * What VNeID and the National Public Service Portal say of a person, under their own names (facts of the field: the
 * Portal sends the wider list, VNeID the shorter one with IAL). All come as text; any may be missing.
 */
export type NationalClaims = {
  sub: string
  /** 1 a person, 2 a company or organisation. */
  LoaiTaiKhoan?: string
  SoDinhDanh?: string
  SoCMND?: string
  HoVaTen?: string
  NgayThangNamSinh?: string
  SoDienThoai?: string
  ThuDienTu?: string
  MaSoThue?: string
  MaSoDoanhNghiep?: string
  TenDoanhNghiep?: string
  TechID?: string
  /** How surely this sign-in was theirs. */
  loAs?: string
  /** How well their identity is proved. */
  IAL?: string
}
