export { contactOf, emailOf, makeAccounts, type NewAccount } from './accounts.ts'
export { appoint } from './administration/appoint.ts'
export { closeAccount, reopenAccount } from './administration/close-account.ts'
export { findAccounts } from './administration/find-accounts.ts'
export { findKeys } from './administration/find-keys.ts'
export { findSessions } from './administration/find-sessions.ts'
export { checkStaff, importStaff } from './administration/import-staff.ts'
export { openAccount } from './administration/open-account.ts'
export {
  changePartner,
  enablePartner,
  findPartners,
  registerPartner,
  rotatePartnerSecret,
} from './administration/partners.ts'
export { resetPassword } from './administration/reset-password.ts'
export { identityOf, provedAccountOf, provedNumberOf } from './citizens.ts'
export { acceptRepresentation } from './commands/accept-representation.ts'
export { activate } from './commands/activate.ts'
export { askToRepresent } from './commands/ask-to-represent.ts'
export { changePassword } from './commands/change-password.ts'
export { chooseSeat } from './commands/choose-seat.ts'
export { confirmSignUp } from './commands/confirm-sign-up.ts'
export { endRepresentation } from './commands/end-representation.ts'
export { endSession } from './commands/end-session.ts'
export { forgotPassword } from './commands/forgot-password.ts'
export { openCitizenAccount } from './commands/open-citizen-account.ts'
export { registerRepresentation } from './commands/register-representation.ts'
export { rotateKeys } from './commands/rotate-keys.ts'
export { signIn } from './commands/sign-in.ts'
export { signUp } from './commands/sign-up.ts'
export { withdrawConsent } from './commands/withdraw-consent.ts'
export { mountDoor, NATION_RETURN } from './door.ts'
export { addPasskey, askNewPasskey } from './factors/commands/add-passkey.ts'
export { addTotp, beginTotp } from './factors/commands/add-totp.ts'
export { askPasskey } from './factors/commands/ask-passkey.ts'
export { resetFactors, setPolicy } from './factors/commands/policy.ts'
export { removeFactor, renewRecoveryCodes } from './factors/commands/remove-factor.ts'
export { mountFactors } from './factors/http.ts'
export { factors, policy } from './factors/queries/factors.ts'
export { authenticator, mountSignIn, pageIdentity } from './http.ts'
export { IDENTITY_QUEUES, identityJobs } from './jobs.ts'
export {
  findMailboxes,
  moveMailbox,
  openMailbox,
  resumeMailbox,
  suspendMailbox,
} from './mailboxes/administer.ts'
export { ownMailboxes, renewMailPassword } from './mailboxes/own.ts'
export type { TellMailServer } from './mailboxes/served.ts'
export { nationalSettings, setNational } from './nation.ts'
export type { ServiceClient } from './oidc/clients.ts'
export { type Issuer, openIssuer } from './oidc/provider.ts'
export { openedAtCounters } from './opened-at-counters.ts'
export { hashPassword } from './password.ts'
export { account } from './queries/account.ts'
export { consents } from './queries/consents.ts'
export { me } from './queries/me.ts'
export { representations } from './queries/representations.ts'
export { sessions } from './queries/sessions.ts'
export { representedBy } from './representations.ts'
export { closeSession, SESSION_COOKIE, SESSION_HOURS, sessionOf, standing } from './sessions.ts'
