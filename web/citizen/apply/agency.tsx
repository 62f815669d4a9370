import { Select } from '../../ui/Select.tsx'
import { agencyGroups } from '../agencies.ts'
import { citizenPage } from '../router.ts'
import { StepPage } from './StepPage.tsx'
import { applyStep } from './step.ts'

export const agencyPage = citizenPage(
  '/nop/:token/co-quan',
  applyStep({
    here: () => 'co-quan',
    shape: () => ({ agency: null }),
    read: (visit, { procedure }) => {
      const chosen = visit.field('agency')
      return procedure.agencies.some((agency) => agency.code === chosen) ? { agency: chosen } : {}
    },
    draw: (visit, application, { values, ...rest }) => ({
      body: (
        <StepPage visit={visit} application={application} here="co-quan" {...rest}>
          <Select
            name="agency"
            label={visit.t('Cơ quan giải quyết hồ sơ', 'The agency that decides')}
            help={visit.t(
              'Thường là nơi bạn cư trú, hoặc nơi có đất, có cơ sở kinh doanh. Mở danh sách rồi gõ tên để tới nhanh.',
              'Usually where you live, or where the land or business is. Open the list and type a name to jump to it.',
            )}
            value={values.agency ?? application.draft.agency ?? ''}
            empty={visit.t('Chọn cơ quan', 'Choose an agency')}
            groups={agencyGroups(application.procedure.agencies, visit.t)}
            error={rest.errors[0]?.message}
            lang={visit.lang}
          />
        </StepPage>
      ),
    }),
  }),
)
