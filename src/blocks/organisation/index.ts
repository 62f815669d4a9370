export { addGrant } from './commands/add-grant.ts'
export { delegate } from './commands/delegate.ts'
export { endGrant } from './commands/end-grant.ts'
export { endHolding } from './commands/end-holding.ts'
export { endPosition } from './commands/end-position.ts'
export { mergeAgencies } from './commands/merge-agencies.ts'
export { openPosition } from './commands/open-position.ts'
export { revokeDelegation } from './commands/revoke-delegation.ts'
export { setCalendarDay } from './commands/set-calendar-day.ts'
export { setCalendarYear } from './commands/set-calendar-year.ts'
export { setDelegationRule } from './commands/set-delegation-rule.ts'
export { setEquipment } from './commands/set-equipment.ts'
export { setRegime } from './commands/set-regime.ts'
export { loadAgencies, loadCalendar, loadSeats, type NewSeat } from './load.ts'
export { loadPlaces } from './load-places.ts'
export { covers } from './model/giving.ts'
export { ROLE_GRANTS } from './model/role-grants.ts'
export { type Agency, AgencyTree } from './model/tree.ts'
export { isOpenedBy, openingOf, openingsAt, recordOpening } from './openings.ts'
export { delegations } from './queries/delegations.ts'
export { directory } from './queries/directory.ts'
export { dueDateOf } from './queries/due-date.ts'
export { findAgencies } from './queries/find-agencies.ts'
export { findPlaces } from './queries/find-places.ts'
export { findPositions } from './queries/find-positions.ts'
export { getCalendar } from './queries/get-calendar.ts'
export { getRegime } from './queries/get-regime.ts'
export { staff } from './queries/staff.ts'
export { workingDays } from './queries/working-days.ts'
export {
  agencyTree,
  calendarData,
  formerSeats,
  holdersOf,
  mergerDecision,
  type Seat,
  seatHeirs,
  seats,
  workingCalendar,
} from './read.ts'
export { places } from './read-places.ts'
export { regimePeriods } from './read-regime.ts'
export { standingsOf } from './read-standing.ts'
export {
  administrationOf,
  dayGiven,
  endAccount,
  type Holding,
  holdSeat,
  lockSeat,
  recordAccounts,
  requireActing,
  requireGivable,
  requireReach,
  requireStillAdministers,
  STALE as STALE_SEATS,
  startingGrants,
} from './seats.ts'
export { type StaffFigures, staffFigures } from './staff-figures.ts'
