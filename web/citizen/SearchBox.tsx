import type { Visit } from './router.ts'

/** "What do you need to do?": the one question of the house, asked on the home page and above every list. */
export function SearchBox({ visit, q = '', heading }: { visit: Visit; q?: string; heading?: boolean }) {
  const { t, href } = visit
  const question = t('Bạn cần làm gì?', 'What do you need to do?')
  return (
    <search>
      <form className="search" action={href('/thu-tuc')} method="get">
        {heading ? <h1 id="q-label">{question}</h1> : null}
        <label htmlFor="q" className={heading ? 'help quiet' : 'strong'}>
          {heading
            ? t('Gõ lời thường, có dấu hay không dấu đều được', 'Plain words, with or without diacritics')
            : question}
        </label>
        <div className="row">
          <input
            id="q"
            name="q"
            type="search"
            className="input"
            defaultValue={q}
            autoComplete="off"
            maxLength={200}
            enterKeyHint="search"
            placeholder={heading ? t('ví dụ: đăng ký khai sinh', 'e.g. dang ky khai sinh') : undefined}
            aria-labelledby={heading ? 'q-label' : undefined}
          />
          <button className="button" type="submit">
            {t('Tìm', 'Search')}
          </button>
        </div>
      </form>
    </search>
  )
}
