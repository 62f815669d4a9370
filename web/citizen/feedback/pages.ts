import { followPage } from './follow.tsx'
import { complaintPage, petitionPage } from './petition.tsx'
import { counterRatePage, ratePage } from './rate.tsx'

export const feedbackPages = [ratePage, counterRatePage, petitionPage, complaintPage, followPage]
