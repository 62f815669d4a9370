import type { Text } from '../../src/blocks/procedure/model/definition.ts'
import type { Lang } from './words.ts'

/** A text of the procedure: in English where it exists, otherwise Vietnamese and marked so, for screen readers. */
export function Phrase({ text, lang }: { text: Text; lang: Lang }) {
  if (lang === 'vi') return text.vi
  return text.en ?? <Vietnamese>{text.vi}</Vietnamese>
}

export function Vietnamese({ children }: { children: string }) {
  return <span lang="vi">{children}</span>
}
