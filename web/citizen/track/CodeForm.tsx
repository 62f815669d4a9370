import { TextField } from '../../ui/TextField.tsx'
import type { Visit } from '../router.ts'

/** Asks for a dossier's code alone: enough for where it is and when it is due. */
export function CodeForm({ visit, code, error }: { visit: Visit; code: string; error?: string }) {
  const { t, href, lang } = visit
  return (
    <form action={href('/tra-cuu')} method="get" className="stack" noValidate>
      <TextField
        name="ma"
        label={t('Mã hồ sơ', 'Dossier code')}
        help={t(
          'Ghi trên giấy tiếp nhận, dạng H60.08-221010-0001',
          'On your receipt, like H60.08-221010-0001',
        )}
        value={code}
        error={error}
        lang={lang}
        autoComplete="off"
        maxLength={40}
        size="narrow"
      />
      <p>
        <button className="button" type="submit">
          {t('Xem hồ sơ', 'Show dossier')}
        </button>
      </p>
    </form>
  )
}
