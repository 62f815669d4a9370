import type { TrackOutput } from '../../../src/blocks/dossier/contract.ts'
import type { Visit } from '../router.ts'

export type Found = { dossier: TrackOutput } | { refused: string; status: 404 | 429 }

/**
 * The dossier of a code, and all of it when the secret is right. An unknown code and a wrong secret get the same calm
 * sentence, so that nobody can learn which codes exist.
 */
export async function findDossier(visit: Visit, code: string, check: string): Promise<Found> {
  const { t } = visit
  try {
    return { dossier: await visit.ask('dossier.track', { code, ...(check && { check }) }) }
  } catch (error) {
    const { status } = error as { status?: number }
    if (status === 429)
      return {
        status: 429,
        refused: t(
          'Bạn tra cứu hơi nhanh. Xin đợi một phút rồi thử lại.',
          'Too many look-ups. Please wait a minute and try again.',
        ),
      }
    if (status === 404 || status === 422)
      return {
        status: 404,
        refused: t(
          'Không thấy hồ sơ với thông tin này. Hãy xem lại mã trên giấy tiếp nhận, và bốn số cuối nếu có nhập.',
          'No dossier with these details. Please check the code on your receipt, and the last four digits if given.',
        ),
      }
    throw error
  }
}
