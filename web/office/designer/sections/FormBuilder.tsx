import { useState } from 'react'
import type { Field, FieldKind } from '../../../../src/blocks/procedure/model/definition.ts'
import { Found, PhraseAt, TextAt } from '../inputs.tsx'
import { fieldKeys, proposedKey } from '../key.ts'
import { Rows, Tool } from '../Rows.tsx'
import { useDraft } from '../use-draft.ts'
import { choicesOf, KIND_NAMES } from '../words.ts'
import { FieldEditor } from './FieldEditor.tsx'

type Page = { key: string; title: { vi: string }; fields: Field[] }

/** The form a citizen fills in: pages, and their fields in the order they are asked. */
export function Component() {
  const { content, change, locked, findings } = useDraft()
  const pages = (content.definition.form ?? []) as Page[]
  const closed = locked('form')
  function addPage(): void {
    const taken = pages.map((page) => page.key)
    const title = `Trang ${pages.length + 1}`
    change('form', [...pages, { key: proposedKey(title, taken, 'trang'), title: { vi: '' }, fields: [] }])
    setTimeout(() => document.getElementById(`form.${pages.length}.title.vi`)?.focus())
  }
  return (
    <div className="stack">
      <h2>Biểu mẫu</h2>
      <p className="quiet">
        Mỗi trang là một màn hình trên điện thoại của người dân. Mở một mục để sửa; giữ Alt và bấm mũi tên
        lên, xuống để đổi thứ tự.
      </p>
      <Found findings={findings.filter((each) => each.place === 'form')} />
      {pages.map((_, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a page's key can be edited; its place cannot
        <PageEditor key={at} at={at} pages={pages} closed={closed} />
      ))}
      {!closed && (
        <p>
          <button type="button" className="plain-button" onClick={addPage}>
            Thêm trang
          </button>
        </p>
      )}
    </div>
  )
}

function PageEditor({ at, pages, closed }: { at: number; pages: Page[]; closed: boolean }) {
  const { content, change, findings } = useDraft()
  const page = pages[at]!
  const name = page.title?.vi || `Trang ${at + 1}`
  const path = `form.${at}`

  function move(by: -1 | 1): void {
    const to = at + by
    if (to < 0 || to >= pages.length) return
    const next = [...pages]
    next.splice(to, 0, ...next.splice(at, 1))
    change('form', next)
    setTimeout(() => document.getElementById(`form.${to}`)?.focus())
  }
  function duplicate(): void {
    const taken = fieldKeys(content)
    const fields = (page.fields ?? []).map((field) => {
      const key = proposedKey(field.label?.vi ?? '', taken)
      taken.push(key)
      return { ...field, key }
    })
    const key = proposedKey(
      name,
      pages.map((each) => each.key),
      'trang',
    )
    change('form', pages.toSpliced(at + 1, 0, { ...page, key, fields }))
  }
  function remove(): void {
    change(
      'form',
      pages.toSpliced(at, 1),
      `Đã xóa trang “${name}” và ${page.fields?.length ?? 0} mục của trang.`,
    )
  }
  /** A field moved past its page's edge goes on in the neighbouring page. */
  function beyond(field: number, by: -1 | 1): boolean {
    const to = at + by
    const neighbour = pages[to]
    const moved = page.fields?.[field]
    if (!neighbour || !moved) return false
    const next = [...pages]
    next[at] = { ...page, fields: page.fields.toSpliced(field, 1) }
    const inside = neighbour.fields ?? []
    next[to] = { ...neighbour, fields: by < 0 ? [...inside, moved] : [moved, ...inside] }
    change('form', next)
    setTimeout(() => document.getElementById(`form.${to}.fields.${by < 0 ? inside.length : 0}`)?.focus())
    return true
  }

  return (
    <section className="page-editor" aria-labelledby={path}>
      <div className="row">
        <h3 id={path} tabIndex={-1}>
          Trang {at + 1}
        </h3>
        {!closed && (
          <span className="row-tools">
            <Tool sign="↑" label={`Đưa trang lên: ${name}`} onClick={() => move(-1)} />
            <Tool sign="↓" label={`Đưa trang xuống: ${name}`} onClick={() => move(1)} />
            <Tool sign="Nhân đôi" label={`Nhân đôi trang: ${name}`} onClick={duplicate} />
            <Tool sign="Xóa" label={`Xóa trang: ${name}`} onClick={remove} />
          </span>
        )}
      </div>
      <Found findings={findings.filter((each) => each.place === path || each.place === `${path}.fields`)} />
      <PhraseAt path={`${path}.title`} label="Tên trang" maxLength={200} />
      <Rows<Field>
        path={`${path}.fields`}
        noun="mục"
        name={(field) => field.label?.vi || 'Mục chưa có tên'}
        summary={(field) => `${KIND_NAMES[field.kind] ?? field.kind}${needOf(field)}`}
        copy={(field) => ({ ...field, key: proposedKey(field.label?.vi ?? '', fieldKeys(content)) })}
        edit={(field) => <FieldEditor page={at} at={field} />}
        empty="Trang chưa có mục nào. Chọn kiểu rồi bấm “Thêm mục”."
        beyond={beyond}
        foot={(add) => <AddField page={name} onAdd={(kind) => add(newField(kind))} />}
      />
      <details>
        <summary>Khóa của trang</summary>
        <TextAt
          path={`${path}.key`}
          label="Khóa"
          help="Có trong địa chỉ của trang; chữ không dấu, bắt đầu bằng chữ thường."
          maxLength={60}
          empty=""
        />
      </details>
    </section>
  )
}

function needOf(field: Field): string {
  const need =
    field.requiredIf === undefined
      ? ''
      : field.requiredIf === false
        ? ' · không bắt buộc'
        : ' · bắt buộc có điều kiện'
  return `${need}${field.showIf ? ' · hiện có điều kiện' : ''}`
}

/** Its key follows the question as that is typed. */
function newField(kind: FieldKind): Field {
  const field = { key: '', kind, label: { vi: '' } }
  return kind === 'choice' || kind === 'choices' ? { ...field, options: [] } : field
}

function AddField({ page, onAdd }: { page: string; onAdd: (kind: FieldKind) => void }) {
  const [kind, setKind] = useState<FieldKind>('text')
  return (
    <div className="buttons add-row">
      <select
        aria-label={`Kiểu của mục mới ở ${page}`}
        value={kind}
        onChange={(event) => setKind(event.target.value as FieldKind)}
      >
        {choicesOf(KIND_NAMES).map((each) => (
          <option key={each.value} value={each.value}>
            {each.label}
          </option>
        ))}
      </select>
      <button type="button" className="plain-button" onClick={() => onAdd(kind)}>
        Thêm mục
      </button>
    </div>
  )
}
