/** A moment in the words of official letters, local time of Viet Nam. */
export type Moment = {
  /** 07 giờ 30 phút */
  time: string
  /** ngày 10 tháng 10 năm 2022 */
  words: string
  /** Ngày 10 tháng 10 năm 2022, to begin a sentence */
  Day: string
  /** 07 giờ 30 phút, ngày 10 tháng 10 năm 2022 */
  full: string
  /** 10/10/2022 */
  short: string
}

const local = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Ho_Chi_Minh',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
})

/** Days below 10 and months 1 and 2 take a leading 0, others none: Nghị định 30/2020/NĐ-CP, Phụ lục I, II.4. */
function dayWords(year: string, month: string, day: string): string {
  return `ngày ${day} tháng ${Number(month) > 2 ? Number(month) : month} năm ${year}`
}

/** Words for an RFC 3339 instant. */
export function momentWords(instant: string): Moment {
  const part = Object.fromEntries(
    local.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]),
  )
  const words = dayWords(part.year!, part.month!, part.day!)
  const time = `${part.hour} giờ ${part.minute} phút`
  return {
    time,
    words,
    Day: `N${words.slice(1)}`,
    full: `${time}, ${words}`,
    short: `${part.day}/${part.month}/${part.year}`,
  }
}

/** Words for a calendar date, `2022-10-10`. */
export function dateWords(date: string): Pick<Moment, 'words' | 'short'> {
  const [year, month, day] = date.split('-') as [string, string, string]
  return { words: dayWords(year, month, day), short: `${day}/${month}/${year}` }
}

/**
 * A template sentence with every `{key}` replaced by its value, once: braces inside a value stay as typed.
 * Keys the values lack are returned in `missing`, and stay in the text.
 */
export function fill(text: string, values: Record<string, string>): { text: string; missing: string[] } {
  const missing: string[] = []
  const filled = text.replace(/\{([A-Za-z][\w.-]*)\}/g, (whole, key: string) => {
    if (Object.hasOwn(values, key)) return values[key]!
    missing.push(key)
    return whole
  })
  return { text: filled, missing }
}
