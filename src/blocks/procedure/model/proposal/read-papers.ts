import { plain } from '../../../../kernel/vietnamese.ts'
import type { DocumentRequirement } from '../definition.ts'
import type { NationalRecord } from '../national-record.ts'
import type { Flag } from './flag.ts'

type Component = NationalRecord['components'][number]
type Paper = { name: string; group: string; originals: number; copies: number }

/** More copies of one paper than any law asks for: the file's number is a slip of its export. */
const MOST_COPIES = 10
const LONGEST_NAME = 600

/**
 * The catalogue's components as the papers a citizen hands in. A row without letters (`,`) only carries the count of
 * copies of the paper before it; headings and remarks are no papers.
 */
export function readPapers(components: readonly Component[], flags: Flag[]): DocumentRequirement[] {
  const papers = merged(components)
  const documents: DocumentRequirement[] = []
  const remarks: string[] = []
  const seen = new Set<string>()
  for (const paper of papers) {
    const name = cleaned(paper.name)
    if (isRemark(paper, name)) {
      remarks.push(name)
      continue
    }
    const said = plain(name)
    // The file repeats a paper under each case it is asked in; conditions are the official's to write.
    if (seen.has(said)) continue
    seen.add(said)
    documents.push(asked(paper, name, documents.length, flags))
  }
  const cases = new Set(papers.map((paper) => paper.group).filter((group) => isCase(group)))
  if (cases.size > 0)
    flags.push({
      path: 'documents',
      message: `Danh mục chia giấy tờ theo ${cases.size} trường hợp (“${shortened([...cases][0]!)}”…). Hãy viết điều kiện cho giấy tờ của từng trường hợp; hiện các giấy tờ ấy để “không bắt buộc”.`,
    })
  if (remarks.length > 0)
    flags.push({
      path: 'documents',
      message: `Đã bỏ ${remarks.length} dòng ghi chú không phải giấy tờ (“${shortened(remarks[0]!)}”). Hãy đưa vào lời hướng dẫn nếu người dân cần biết.`,
    })
  if (documents.length === 0)
    flags.push({
      path: 'documents',
      message: 'Danh mục không nêu thành phần hồ sơ. Hãy thêm các giấy tờ phải nộp theo quyết định công bố.',
    })
  return documents
}

function asked(paper: Paper, name: string, at: number, flags: Flag[]): DocumentRequirement {
  const { originals, copies } = paper
  const shown = originals === 0 && copies === 0
  const odd = Math.max(originals, copies) > MOST_COPIES
  if (odd)
    flags.push({
      path: `documents.${at}.copies`,
      message: `Danh mục ghi ${Math.max(originals, copies)} bản cho “${shortened(name)}”, có vẻ nhầm; đã đặt 1 bản. Hãy xem lại số bản.`,
    })
  if (originals > 0 && copies > 0)
    flags.push({
      path: `documents.${at}.form`,
      message: `“${shortened(name)}”: danh mục đòi ${originals} bản chính và ${copies} bản sao. Hãy quyết định nhận loại nào; bản nháp để bản chính.`,
    })
  const form = originals > 0 ? 'original' : certified(name) ? 'certified' : 'copy'
  const optional = shown || isCase(paper.group) || /(nếu có|nếu cần|trường hợp|nếu .{1,40} thì)/i.test(name)
  return {
    key: `paper${at + 1}`,
    name: { vi: name },
    direction: 'in',
    ...(optional ? { requiredIf: false as const } : {}),
    form,
    copies: odd ? 1 : Math.max(1, originals, copies),
    digitise: !shown,
    ...(shown
      ? { help: { vi: 'Xuất trình để đối chiếu khi nộp trực tiếp; không phải nộp lại nếu tra cứu được.' } }
      : {}),
  }
}

function merged(components: readonly Component[]): Paper[] {
  const papers: Paper[] = []
  for (const { name, group, ban_chinh, ban_sao } of components) {
    const last = papers.at(-1)
    if (!/\p{L}/u.test(name)) {
      if (last) last.copies = Math.max(last.copies, ban_sao ?? 0)
      continue
    }
    papers.push({ name, group: group ?? '', originals: ban_chinh ?? 0, copies: ban_sao ?? 0 })
  }
  return papers
}

/** `+ Giấy đề nghịMau01.docx` -> `Giấy đề nghị`. */
function cleaned(name: string): string {
  const text = name
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .replace(/(mẫu( số)?|mau|phụ lục|phu luc)?\s*\w{0,12}\.(docx?|pdf|xlsx?)(?=\P{Ll}|$)/giu, '')
    .replace(/^[\s\-–+*•]+|^\(?[a-zđ\d]{1,2}[).]\s+/giu, '')
    .replace(/[\s;,:.]+$/u, '')
    .trim()
  return (text || name.trim()).slice(0, LONGEST_NAME)
}

/** A heading that ends with a colon, a remark about papers, or a paragraph of a regulation. */
function isRemark({ name, group, originals, copies }: Paper, text: string): boolean {
  if (/^lưu ý/i.test(group) || /^(lưu ý|ghi chú|chú ý)/i.test(text)) return true
  if (originals > 0 || copies > 0) return false
  return (
    /:\s*$/.test(name) || text.length > 220 || /^(trường hợp|người tiếp nhận|cá nhân có quyền)/i.test(text)
  )
}

/** A group of the source names the case its papers are for, unless it is a plain heading. */
function isCase(group: string): boolean {
  return /trường hợp|đối với/i.test(group)
}

function certified(name: string): boolean {
  return /chứng thực|công chứng/i.test(name)
}

function shortened(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 60).trimEnd()}…`
}
