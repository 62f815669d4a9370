export type Lang = 'vi' | 'en'

/** Both languages of a phrase stand side by side where it is said: `t('Tìm', 'Search')`. */
export type Say = (vi: string, en: string) => string

export function words(lang: Lang): Say {
  return (vi, en) => (lang === 'en' ? en : vi)
}
