import type { StaffFigures } from '../../organisation/index.ts'
import { count, type Leaf, type Period, percent } from './leaf.ts'

export type StaffEquipment = {
  staff: Leaf
  computer: Leaf
  computerShare: Leaf
  internet: Leaf
  internetShare: Leaf
  account: Leaf
  accountShare: Leaf
  active: Leaf
  activeShare: Leaf
}

/** Staff on the period's last day and how many of them have what; `active` did something within the period. Pure. */
export function staffEquipment(figures: StaffFigures, period: Period): StaffEquipment {
  const { staff, computer, internet, account, active } = figures
  return {
    staff: count(staff, staff, period),
    computer: count(computer, staff, period),
    computerShare: percent(computer, staff, period),
    internet: count(internet, staff, period),
    internetShare: percent(internet, staff, period),
    account: count(account, staff, period),
    accountShare: percent(account, staff, period),
    active: count(active, staff, period),
    activeShare: percent(active, staff, period),
  }
}
