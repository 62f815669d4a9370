export { followFeedback, rateAnswer, supplementFeedback } from './commands/follow-feedback.ts'
export {
  answerFeedback,
  askSupplement,
  classifyFeedback,
  forwardFeedback,
  publishFeedback,
  refuseFeedback,
} from './commands/handle-feedback.ts'
export { rateDossier } from './commands/rate-dossier.ts'
export { setRule } from './commands/set-rule.ts'
export { submitFeedback } from './commands/submit-feedback.ts'
export { type FeedbackCounts, feedbackCounts, surveyCounts } from './count.ts'
export { findFeedback, getFeedback, publishedFeedback } from './queries/find-feedback.ts'
export { survey } from './queries/survey.ts'
export { officerResults, surveyComments, surveyResults } from './queries/survey-results.ts'
export { fewestAnswers } from './rules.ts'
