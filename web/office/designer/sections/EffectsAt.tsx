import { EFFECTS } from '../diagram/words.ts'
import { Found, LinesAt, PhraseAt, SelectAt, TextAt } from '../inputs.tsx'
import { valueAt } from '../paths.ts'
import { useDraft } from '../use-draft.ts'
import { optionsOf } from './StateForm.tsx'

type DraftEffect = { kind?: keyof typeof EFFECTS }

/** A part of a joint dossier: what, decided by whom, after which parts. Its formulas come with the pack. */
function ChildAt({ place, at }: { place: string; at: number }) {
  return (
    <>
      <TextAt path={`${place}.part`} label={`Khóa của phần ${at}`} maxLength={40} />
      <PhraseAt path={`${place}.name`} label={`Tên phần ${at}`} maxLength={200} />
      <TextAt path={`${place}.procedure`} label={`Mã thủ tục của phần ${at}`} maxLength={8} />
      <TextAt
        path={`${place}.agency`}
        label={`Cơ quan giải quyết phần ${at}`}
        help="Mã cơ quan, hoặc same: cùng cơ quan với hồ sơ liên thông."
        maxLength={20}
      />
      <LinesAt path={`${place}.after`} label={`Mở phần ${at} sau khi các phần này có kết quả`} rows={2} />
    </>
  )
}

/** What a move sets going by itself: a closed list of effects. */
export function EffectsAt({ path }: { path: string }) {
  const { content, change, locked, findings } = useDraft()
  const effects = (valueAt(content, path) ?? []) as DraftEffect[]
  const closed = locked(path)
  const papers = (content.definition.documents ?? [])
    .filter((paper) => paper?.direction === 'out')
    .map((paper) => ({ value: paper?.key ?? '', label: paper?.name?.vi || paper?.key || '' }))
  const fees = (content.definition.fees ?? []).map((fee) => ({
    value: fee?.key ?? '',
    label: fee?.name?.vi || fee?.key || '',
  }))
  return (
    <fieldset className="at effects">
      <legend>Việc tự động sau thao tác</legend>
      {effects.length === 0 && <p className="quiet">Không có việc nào.</p>}
      {effects.map((effect, at) => {
        const place = `${path}.${at}`
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: an effect has no name of its own
          <div className="effect" key={at}>
            <div className="buttons">
              <strong>
                {at + 1}. {effect.kind ? EFFECTS[effect.kind] : 'Việc chưa rõ'}
              </strong>
              {!closed && (
                <button
                  type="button"
                  className="plain-button"
                  aria-label={`Bỏ việc ${at + 1}`}
                  onClick={() => change(path, effects.toSpliced(at, 1), 'Đã bỏ một việc tự động.')}
                >
                  Bỏ
                </button>
              )}
            </div>
            <Found findings={findings.filter((each) => each.place === place)} />
            {effect.kind === 'notify' && (
              <PhraseAt path={`${place}.text`} label={`Nội dung báo ${at + 1}`} rows={2} maxLength={500} />
            )}
            {effect.kind === 'issueDocument' && (
              <SelectAt path={`${place}.document`} label={`Giấy tờ ban hành ${at + 1}`} options={papers} />
            )}
            {effect.kind === 'openChild' && <ChildAt place={place} at={at + 1} />}
            {effect.kind === 'charge' && (
              <SelectAt path={`${place}.fee`} label={`Khoản thu ${at + 1}`} options={fees} />
            )}
          </div>
        )
      })}
      {!closed && (
        <p className="buttons">
          {optionsOf(EFFECTS).map(({ value, label }) => (
            <button
              key={value}
              type="button"
              className="plain-button"
              onClick={() =>
                change(path, [
                  ...effects,
                  { kind: value, ...(value === 'notify' ? { text: { vi: '' } } : {}) },
                ])
              }
            >
              Thêm: {label.toLowerCase()}
            </button>
          ))}
        </p>
      )}
    </fieldset>
  )
}
