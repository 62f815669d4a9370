import type { Report } from './finding.ts'

/** Where FEEL stands: `<` is a comparison there. */
const FORMULAS = new Set(['showIf', 'requiredIf', 'waivedIf', 'when', 'formula'])
/** A tag, a comment, a character written by its number, or an address that runs: nothing a text needs. */
const MARKUP =
  /<\s*[/!?]?\s*[a-z]|<!--|&#x?[0-9a-f]+;?|&(lt|gt|amp|quot|nbsp);|javascript\s*:|\bon[a-z]{3,}\s*=\s*["']/i
const DEEPEST = 24

/** Refuses HTML and script in any text, and characters that cannot be seen: texts go to pages, letters and messages as they are. */
export function checkTexts(content: unknown, report: Report): void {
  const walk = (value: unknown, place: string, depth: number): void => {
    if (typeof value === 'string') {
      const key = place.slice(place.lastIndexOf('.') + 1)
      if (!FORMULAS.has(key)) checkText(value, place || 'definition', report)
      return
    }
    if (value === null || typeof value !== 'object' || depth > DEEPEST) return
    for (const [key, each] of Object.entries(value))
      walk(each, place === '' ? key : `${place}.${key}`, depth + 1)
  }
  walk(content, '', 0)
}

function checkText(text: string, place: string, report: Report): void {
  const found = MARKUP.exec(text)
  if (found)
    report(
      'text.markup',
      place,
      `Ở đây có mã HTML hoặc mã lệnh, gần “${text.slice(Math.max(0, found.index - 10), found.index + 20).trim()}”.`,
      'Hãy bỏ mã, chỉ viết chữ thường; hệ thống tự trình bày.',
    )
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are exactly what is looked for
  else if (/[\u0000-\u0008\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069]/.test(text))
    report(
      'text.control',
      place,
      'Ở đây có ký tự điều khiển không nhìn thấy được.',
      'Hãy xóa chỗ này và gõ lại.',
    )
}
