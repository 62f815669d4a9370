import { accountPage } from './account.tsx'
import { consentsPage } from './consents.tsx'
import { myDataPage } from './my-data.tsx'
import { forgottenPage, passwordPage } from './password.tsx'
import { representingPage } from './representing.tsx'
import { secondFactorPage } from './second-factor-page.tsx'
import { sessionsPage } from './sessions.tsx'
import { activatePage, confirmSignUpPage } from './set-password.tsx'
import { signInPage } from './sign-in.tsx'
import { signOutPage } from './sign-out.tsx'
import { signUpPage } from './sign-up.tsx'
import { storedPapersPage } from './stored-papers.tsx'
import { signInTroublePage } from './trouble.tsx'

/** Signing in and one's own account. */
export const accountPages = [
  signInPage,
  signInTroublePage,
  signUpPage,
  confirmSignUpPage,
  activatePage,
  accountPage,
  sessionsPage,
  secondFactorPage,
  consentsPage,
  representingPage,
  myDataPage,
  storedPapersPage,
  passwordPage,
  forgottenPage,
  signOutPage,
]
