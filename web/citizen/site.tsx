import { renderToStaticMarkup } from 'react-dom/server'
import type { Assets, PagePort, PageRequest, PageResponse } from '../../src/platform/http/pages.ts'
import { accountPages } from './account/pages.ts'
import { agencyPage } from './apply/agency.tsx'
import { applicantPage } from './apply/applicant.tsx'
import { checkPage } from './apply/check.tsx'
import { donePage } from './apply/done.tsx'
import { formPage } from './apply/form.tsx'
import { newerPage } from './apply/newer.tsx'
import { laterPage, overviewPage, startPage } from './apply/overview.tsx'
import { papersPage } from './apply/papers.tsx'
import { returnPage } from './apply/return.tsx'
import { feedbackPages } from './feedback/pages.ts'
import { accountNoticesPage, dossierNoticesPage } from './notices/pages.tsx'
import { help } from './pages/help.tsx'
import { home } from './pages/home.tsx'
import { notFoundPage, troubleOf, troublePage } from './pages/problem.tsx'
import { procedure } from './pages/procedure.tsx'
import { procedures } from './pages/procedures.tsx'
import { payPage } from './payment/pay.tsx'
import { resultPage } from './payment/result.tsx'
import { previewForm, previewPage } from './preview/preview.tsx'
import { findPage, type PageAnswer, visitOf } from './router.ts'
import { schedulePages } from './schedule/pages.ts'
import { correctionPage } from './track/answer-correction.tsx'
import { pickUpPage } from './track/pick-up.tsx'
import { trackPage } from './track/track.tsx'
import { withdrawPage } from './track/withdraw.tsx'

/** Every page of the citizen site. */
const pages = [
  home,
  procedures,
  procedure,
  startPage,
  overviewPage,
  agencyPage,
  applicantPage,
  formPage,
  newerPage,
  papersPage,
  returnPage,
  checkPage,
  laterPage,
  donePage,
  trackPage,
  correctionPage,
  withdrawPage,
  payPage,
  resultPage,
  dossierNoticesPage,
  pickUpPage,
  accountNoticesPage,
  help,
  ...accountPages,
  ...feedbackPages,
  ...schedulePages,
  previewPage,
  previewForm,
]

/**
 * Answers one request with a whole page of plain HTML, or with the address to go to. Problems with a status become a
 * page that says so and keeps what was typed; anything else is thrown on, for the host to log and answer as 500.
 */
export async function respond(request: PageRequest, port: PagePort, assets: Assets): Promise<PageResponse> {
  const found = findPage(pages, request.path)
  const visit = visitOf(request, port, assets, found?.params)
  if (!found) return written(notFoundPage(visit))
  try {
    return written(await found.page.handler(visit))
  } catch (error) {
    const trouble = troubleOf(error)
    if (!trouble) throw error
    return written(troublePage(visit, trouble))
  }
}

function written(answer: PageAnswer): PageResponse {
  if ('goTo' in answer) return { status: 303, location: answer.goTo }
  return {
    status: answer.status ?? 200,
    html: `<!doctype html>${renderToStaticMarkup(answer.body)}`,
    ...(answer.formsLeadTo && { formsLeadTo: answer.formsLeadTo }),
  }
}
