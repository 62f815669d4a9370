import type { Draft } from '../../../src/blocks/dossier/contract.ts'
import { Choice } from '../../ui/Choice.tsx'
import type { Visit } from '../router.ts'
import { citizenPage } from '../router.ts'
import { StepPage } from './StepPage.tsx'
import { applyStep } from './step.ts'

/** The ways a result comes home, said once for the question and for reading back. */
export function returnWays(t: Visit['t']) {
  return [
    {
      value: 'desk',
      label: t('Nhận tại Bộ phận Một cửa', 'At the one-stop desk'),
      help: t('Mang theo giấy tờ tùy thân', 'Bring your identity papers'),
    },
    {
      value: 'post',
      label: t('Nhận qua bưu chính', 'By post'),
      help: t('Cước bưu chính do bạn trả khi nhận', 'You pay the postage on receipt'),
    },
    {
      value: 'online',
      label: t('Nhận bản điện tử', 'Electronically'),
      help: t('Tải về từ trang Tra cứu hồ sơ', 'Download it from the tracking page'),
    },
  ]
}

export const returnPage = citizenPage(
  '/nop/:token/nhan-ket-qua',
  applyStep({
    here: () => 'nhan-ket-qua',
    shape: () => ({ returnBy: 'desk' }),
    read: (visit) => {
      const way = returnWays(visit.t).find((each) => each.value === visit.field('returnBy'))
      return { returnBy: (way?.value ?? 'desk') as Draft['returnBy'] }
    },
    draw: (visit, application, { values, ...rest }) => ({
      body: (
        <StepPage visit={visit} application={application} here="nhan-ket-qua" {...rest}>
          <Choice
            name="returnBy"
            label={visit.t('Bạn muốn nhận kết quả bằng cách nào?', 'How would you like to get the result?')}
            options={returnWays(visit.t)}
            chosen={[values.returnBy ?? 'desk']}
            lang={visit.lang}
          />
        </StepPage>
      ),
    }),
  }),
)
