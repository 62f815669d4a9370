import { describedBy, FieldFrame } from '../../../../../web/ui/FieldFrame.tsx'
import { type FillProps, inputName } from '../../../../../web/ui/field-props.ts'
import { Phrase } from '../../../../../web/ui/Phrase.tsx'
import { words } from '../../../../../web/ui/words.ts'
import { type FileAnswer, file, MOST_FILES } from './kind.ts'

/** Types the house takes; `image/*` makes a phone offer its camera. */
const ACCEPT = 'image/*,application/pdf,.docx,.xlsx'

/** Files already there with a button to take each away, and a place to choose more: plain inputs, no script. */
export function Fill({ field, value, error, lang, required }: FillProps) {
  const t = words(lang)
  const name = inputName(field)
  // As read, or as this very page carried them: a line of JSON each.
  const read = Array.isArray(value) ? (file.read(value as string[], field) ?? value) : []
  const files = (read as unknown[]).filter(isFile)
  const most = field.max ?? MOST_FILES
  const help = field.help ? (
    <Phrase text={field.help} lang={lang} />
  ) : (
    t(
      `Ảnh, PDF, DOCX, XLSX; nhiều nhất ${most} tệp, mỗi tệp không quá 20 MB`,
      `Pictures, PDF, DOCX, XLSX; at most ${most} files of up to 20 MB each`,
    )
  )
  return (
    <FieldFrame
      name={name}
      label={<Phrase text={field.label} lang={lang} />}
      help={help}
      error={error}
      required={required}
      lang={lang}
    >
      {files.length > 0 && (
        <ul className="files">
          {files.map((each) => (
            <li key={each.hash}>
              <input type="hidden" name={name} value={JSON.stringify(each)} />
              <span>
                <span className="fine">✓</span> {each.name}
              </span>
              <button className="button link" type="submit" name="go" value={`remove ${name} ${each.hash}`}>
                {t('Bỏ tệp', 'Remove')}
                <span className="unseen"> {each.name}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      <input
        id={name}
        name={`${name}.new`}
        type="file"
        multiple={most > 1}
        accept={ACCEPT}
        className="input file"
        aria-describedby={describedBy({ name, help, error })}
        aria-invalid={error ? true : undefined}
      />
    </FieldFrame>
  )
}

function isFile(value: unknown): value is FileAnswer {
  return value !== null && typeof value === 'object' && 'hash' in value && 'name' in value
}
