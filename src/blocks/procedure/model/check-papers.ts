import { plain } from '../../../kernel/vietnamese.ts'
import type { Definition } from './definition.ts'
import type { Report } from './finding.ts'
import { KNOWN_PAPERS } from './known-papers.ts'

/** Warns where a citizen must bring what a national database already holds. */
export function checkKnownPapers({ documents }: Pick<Definition, 'documents'>, report: Report): void {
  documents.forEach((paper, at) => {
    if (paper.direction !== 'in' || paper.requiredIf === false) return
    const name = ` ${plain(paper.name.vi)
      .split(/[^a-z0-9]+/)
      .join(' ')} `
    const known = KNOWN_PAPERS.find(
      ({ words, not }) =>
        words.some((word) => name.includes(` ${word} `)) && !not?.some((word) => name.includes(` ${word} `)),
    )
    if (known)
      report(
        'paper.already-known',
        `documents.${at}`,
        `“${paper.name.vi}”: ${known.holder} đã có ${known.name}.`,
        'Nên bỏ giấy tờ này hoặc để không bắt buộc; cán bộ tự tra cứu.',
        'warning',
      )
  })
}
