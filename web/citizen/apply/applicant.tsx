import { Choice, Tick } from '../../ui/Choice.tsx'
import { typed } from '../../ui/field-props.ts'
import { TextField } from '../../ui/TextField.tsx'
import type { Visit } from '../router.ts'
import { citizenPage } from '../router.ts'
import { APPLICANT_KEYS } from './applicant-form.ts'
import { StepPage } from './StepPage.tsx'
import { applyStep, type Drawing } from './step.ts'

export const applicantPage = citizenPage(
  '/nop/:token/nguoi-nop',
  applyStep({
    here: () => 'nguoi-nop',
    shape: () => ({ applicant: Object.fromEntries(APPLICANT_KEYS.map((key) => [key, ''])) }),
    read: (visit) => ({
      applicant: Object.fromEntries(APPLICANT_KEYS.map((key) => [key, visit.field(`applicant.${key}`)])),
    }),
    draw: (visit, application, drawing) => ({
      body: (
        <StepPage visit={visit} application={application} here="nguoi-nop" {...drawing}>
          <Fields visit={visit} drawing={drawing} />
        </StepPage>
      ),
    }),
  }),
)

function Fields({ visit, drawing }: { visit: Visit; drawing: Drawing }) {
  const { t, lang } = visit
  const applicant = drawing.values.applicant ?? {}
  const field = (key: string) => ({
    name: `applicant.${key}`,
    value: typed(applicant[key]),
    error: drawing.errors.find((error) => error.path === `applicant.${key}`)?.message,
    lang,
  })
  return (
    <>
      <Choice
        {...field('kind')}
        label={t('Bạn nộp cho', 'You apply as')}
        options={[
          { value: 'person', label: t('Cá nhân', 'A person') },
          { value: 'company', label: t('Tổ chức, doanh nghiệp', 'An organisation or company') },
        ]}
        chosen={[applicant.kind === 'company' ? 'company' : 'person']}
      />
      <TextField
        {...field('name')}
        label={t('Họ và tên (hoặc tên tổ chức)', 'Full name (or the organisation’s name)')}
        help={t('Ghi như trên giấy tờ', 'As on your papers')}
        autoComplete="name"
        maxLength={200}
      />
      <div className="only-company">
        <TextField
          {...field('taxCode')}
          label={t('Mã số thuế', 'Tax code')}
          help={t('Dành cho tổ chức, doanh nghiệp', 'For organisations and companies')}
          inputMode="numeric"
          autoComplete="off"
          maxLength={20}
          size="narrow"
        />
      </div>
      <div className="only-person stack">
        <TextField
          {...field('citizenNumber')}
          label={t('Số định danh cá nhân (số căn cước)', 'Personal identification number')}
          help={t('12 chữ số trên thẻ căn cước', '12 digits on the identity card')}
          inputMode="numeric"
          autoComplete="off"
          maxLength={20}
          size="narrow"
        />
        <Tick
          {...field('noCitizenNumber')}
          value="true"
          on={applicant.noCitizenNumber === 'true'}
          label={t(
            'Tôi không có số định danh (người nước ngoài)',
            'I have no identification number (foreign national)',
          )}
        />
        <TextField
          {...field('birthDate')}
          label={t('Ngày sinh', 'Date of birth')}
          help={t('Ngày/tháng/năm, ví dụ 05/09/1990', 'Day/month/year, for example 05/09/1990')}
          inputMode="numeric"
          autoComplete="bday"
          maxLength={10}
          size="short"
          required={false}
        />
      </div>
      <TextField
        {...field('phone')}
        label={t('Số điện thoại', 'Telephone')}
        help={t(
          'Để cán bộ liên hệ khi cần; bốn số cuối dùng để xem hồ sơ của bạn',
          'So that we can reach you; the last four digits open your dossier',
        )}
        type="tel"
        autoComplete="tel"
        maxLength={20}
        size="narrow"
      />
      <TextField
        {...field('email')}
        label={t('Thư điện tử', 'E-mail')}
        type="email"
        autoComplete="email"
        maxLength={200}
        required={false}
      />
      <TextField
        {...field('address')}
        label={t('Địa chỉ', 'Address')}
        autoComplete="street-address"
        maxLength={500}
        required={false}
      />
    </>
  )
}
