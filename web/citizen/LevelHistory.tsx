import type { ProcedureView } from '../../src/blocks/procedure/contract.ts'
import { formatDate } from '../../src/kernel/vietnamese.ts'
import type { Visit } from './router.ts'

type Period = ProcedureView['onlineLevels'][number]

/** At which level the procedure is and was served online, newest first; nothing where nothing was put down. */
export function LevelHistory({ visit, periods }: { visit: Visit; periods: readonly Period[] }) {
  const { t } = visit
  if (periods.length === 0) return null
  const days = ({ from, to }: Period) =>
    to
      ? `${t('từ', 'from')} ${formatDate(from)} ${t('đến hết', 'to')} ${formatDate(dayBefore(to))}`
      : `${t('từ', 'from')} ${formatDate(from)}`
  return (
    <>
      <h2>{t('Mức độ dịch vụ trực tuyến', 'Level of the online service')}</h2>
      <ul>
        {[...periods].reverse().map((period) => (
          <li key={period.from}>
            {periodWords(period.level, t)}, {days(period)} <span className="quiet">({period.decision})</span>
          </li>
        ))}
      </ul>
    </>
  )
}

function periodWords(level: Period['level'], t: Visit['t']): string {
  return {
    '2': t('Mức độ 2', 'Level 2'),
    '3': t('Mức độ 3', 'Level 3'),
    '4': t('Mức độ 4', 'Level 4'),
    information: t('Cung cấp thông tin trực tuyến', 'Information online'),
    partial: t('Một phần', 'Partly online'),
    full: t('Toàn trình', 'Fully online'),
  }[level]
}

/** A period ends on the day before the next one begins. */
function dayBefore(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)
}
