import type { Procedure } from '../dossier/definition.ts'

type Props = { procedure: Procedure; value: string; error?: string; onChange: (agency: string) => void }
/** Who decides it. */
export function AgencyField({ procedure, value, error, onChange }: Props) {
  return (
    <section>
      <h2>Cơ quan giải quyết</h2>
      <div className={error ? 'field refused' : 'field'}>
        <label htmlFor="agency">Cơ quan có thẩm quyền</label>
        {error && <span className="wrong">{error}</span>}
        <select
          id="agency"
          className="input"
          value={value}
          aria-invalid={error !== undefined}
          onChange={(event) => onChange(event.currentTarget.value)}
        >
          <option value="">Chọn cơ quan</option>
          {procedure.agencies.map((agency) => (
            <option key={agency.code} value={agency.code}>
              {agency.name}
            </option>
          ))}
        </select>
      </div>
    </section>
  )
}
