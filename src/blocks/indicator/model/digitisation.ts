import type { DigitisationFigures } from '../../dossier/index.ts'
import { count, type Leaf, type Period, percent } from './leaf.ts'
import type { Sheet } from './sheet.ts'

type Counts = Omit<DigitisationFigures, 'agency'>

export type Digitisation = {
  received: Leaf
  notDigitised: Leaf
  digitised: Leaf
  digitisedShare: Leaf
  /** The share the province tells of: digitised among those handed in at a counter. */
  counter: { received: Leaf; digitised: Leaf; share: Leaf }
  reused: Leaf
  reusedShare: Leaf
  finished: Leaf
  electronicResult: Leaf
  electronicResultShare: Leaf
}

const NOTHING: Counts = {
  received: 0,
  counter: 0,
  digitised: 0,
  counterDigitised: 0,
  reused: 0,
  shared: 0,
  finished: 0,
  electronicResult: 0,
  digitisedWithResult: 0,
}

/** Digitisation of dossiers accepted within the period, each share with what it is told against. Pure. */
export function digitisation(rows: readonly Counts[], period: Period): Digitisation {
  const sum = { ...NOTHING }
  for (const row of rows) for (const key of Object.keys(sum) as (keyof Counts)[]) sum[key] += row[key]
  const { received, counter, digitised, counterDigitised, reused, finished, electronicResult } = sum
  return {
    received: count(received, received, period),
    notDigitised: count(received - digitised, received, period),
    digitised: count(digitised, received, period),
    digitisedShare: percent(digitised, received, period),
    counter: {
      received: count(counter, received, period),
      digitised: count(counterDigitised, counter, period),
      share: percent(counterDigitised, counter, period),
    },
    reused: count(reused, received, period),
    reusedShare: percent(reused, received, period),
    finished: count(finished, received, period),
    electronicResult: count(electronicResult, finished, period),
    electronicResultShare: percent(electronicResult, finished, period),
  }
}

const COLUMNS = [
  'Đơn vị',
  'Hồ sơ tiếp nhận',
  'Chưa số hóa TPHS',
  'Có số hóa TPHS',
  'Tỷ lệ (%)',
  'Hồ sơ tái sử dụng dữ liệu số hóa',
  'Tỷ lệ (%)',
  'Hồ sơ đã giải quyết',
  'Có số hóa kết quả',
  'Tỷ lệ (%)',
  'Trực tiếp tại quầy',
  'Trong đó có số hóa TPHS',
  'Tỷ lệ (%)',
]

const line = (name: string, of: Digitisation): (string | number)[] => [
  name,
  of.received.value,
  of.notDigitised.value,
  of.digitised.value,
  of.digitisedShare.value,
  of.reused.value,
  of.reusedShare.value,
  of.finished.value,
  of.electronicResult.value,
  of.electronicResultShare.value,
  of.counter.received.value,
  of.counter.digitised.value,
  of.counter.share.value,
]

/** In the columns provincial systems print (Thông tư 01/2020/TT-VPCP as found in use), counter dossiers beside. */
export function digitisationSheet(
  title: string,
  agencies: readonly { name: string; figures: Digitisation }[],
  all: Digitisation,
): Sheet {
  const rows = agencies.map(({ name, figures }) => line(name, figures))
  return { title, columns: COLUMNS, rows: [...rows, line('Tổng cộng', all)] }
}
