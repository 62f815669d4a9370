import { Vietnamese } from './Phrase.tsx'
import { type Lang, words } from './words.ts'

/** What is wrong with a sent form, on top of the page, each line a link to its field. */
export function ErrorSummary({
  errors,
  lang,
  linkTo = (path) => `#${path}`,
}: {
  errors: { path: string; message: string }[]
  lang: Lang
  /** Where a wrong field is; on this page unless told. */
  linkTo?: (path: string) => string
}) {
  if (errors.length === 0) return null
  const t = words(lang)
  return (
    <div className="errors" role="alert" aria-labelledby="errors-title" tabIndex={-1} id="errors">
      <h2 id="errors-title">{t(`Còn ${errors.length} chỗ cần sửa`, `${errors.length} thing(s) to mend`)}</h2>
      <ul>
        {errors.map((error) => (
          <li key={`${error.path} ${error.message}`}>
            <a href={linkTo(error.path)}>
              {lang === 'en' ? <Vietnamese>{error.message}</Vietnamese> : error.message}
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
}
