import { type ReactNode, useRef, useState } from 'react'
import { AskField } from '../../../src/blocks/procedure/fields/fills.tsx'
import { withCard } from '../../../src/blocks/procedure/fields/person/card.ts'
import { changed, inputsOf, rowChange, typedIn } from '../../../src/blocks/procedure/fields/typed-in.ts'
import type { Field } from '../../../src/blocks/procedure/model/definition.ts'
import { sentence, upload } from '../api.ts'
import { PlaceList } from './PlaceList.tsx'
import type { Places } from './places.ts'

/** Raw form texts by input name, as typed. */
export type Texts = Record<string, string[]>

const ACROSS = new Set<Field['kind']>([
  'longText',
  'declaration',
  'file',
  'group',
  'person',
  'organisation',
  'address',
])

type Props = {
  fields: readonly Field[]
  texts: Texts
  /** Sentences by path. */
  errors: Readonly<Record<string, string>>
  /** Values the form works out, by key. */
  calculated: Readonly<Record<string, unknown>>
  /** Names of what must be given; when absent all must. */
  needed?: ReadonlySet<string>
  places: Places | null
  /** The name of the input a person typed into; null when the form did it for them. */
  onTexts: (texts: Texts, touched: string | null) => void
  /** Draws around a field, such as what was asked about it. */
  around?: (field: Field, drawn: ReactNode) => ReactNode
}

/**
 * Fields of an edition in the office: uncontrolled inputs of the kinds, read from the form at every change. What a citizen's
 * page does by sending the form (a row more, a scanned card, a file) is done here at once.
 */
export function Questions({ fields, texts, errors, calculated, needed, places, onTexts, around }: Props) {
  const box = useRef<HTMLDivElement>(null)
  // A field drawn anew takes its texts from what is known, not from inputs that stood there before.
  const [rounds, setRounds] = useState<Record<string, number>>({})
  const [refused, setRefused] = useState<Record<string, string>>({})
  const fieldOf = (name: string) => fields.find((field) => field.key === name.split('.')[1])

  /** Texts as the inputs hold them now; those of fields not drawn stay as they were. */
  function gather(): Texts {
    const drawn: Texts = {}
    const inputs = box.current?.querySelectorAll<HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement>(
      'input[name^="answers."], select[name^="answers."], textarea[name^="answers."]',
    )
    for (const input of inputs ?? []) {
      if (input instanceof HTMLInputElement && input.type === 'file') continue
      drawn[input.name] ??= []
      const off =
        input instanceof HTMLInputElement && ['checkbox', 'radio'].includes(input.type) && !input.checked
      if (!off) drawn[input.name]!.push(input.value)
    }
    return { ...texts, ...drawn }
  }

  function drawAnew(field: Field, typed: unknown, before: Texts) {
    const name = `answers.${field.key}`
    const others = Object.entries(before).filter(([key]) => key !== name && !key.startsWith(`${name}.`))
    setRounds((now) => ({ ...now, [field.key]: (now[field.key] ?? 0) + 1 }))
    onTexts({ ...Object.fromEntries(others), ...inputsOf(typed, name) }, null)
  }

  /** A scanner types the card's text; the parts beside it are filled in. */
  function scan(input: HTMLInputElement, now: Texts): boolean {
    const person = input.name.replace(/\.card$/, '')
    const read = withCard({ card: input.value })
    if (person === input.name || typeof read.name !== 'string') return false
    const field = fieldOf(input.name)
    if (!field) return false
    const parts = Object.fromEntries(
      Object.entries(read).map(([key, text]) => [`${person}.${key}`, [String(text)]]),
    )
    const filled = { ...now, ...parts, [input.name]: [''] }
    drawAnew(
      field,
      typedIn((name) => filled[name] ?? [], field),
      filled,
    )
    return true
  }

  function press(event: React.MouseEvent) {
    const button = (event.target as HTMLElement).closest<HTMLButtonElement>('button[name="go"]')
    const asked = button && rowChange(button.value)
    const field = asked && fieldOf(asked.name)
    if (!asked || !field) return
    event.preventDefault()
    const now = gather()
    if (asked.change === 'fill') {
      const card = box.current?.querySelector<HTMLInputElement>(`input[name="${asked.name}.card"]`)
      if (card) scan(card, now)
      return
    }
    drawAnew(
      field,
      changed(
        field,
        typedIn((name) => now[name] ?? [], field),
        asked,
      ),
      now,
    )
  }

  async function attach(input: HTMLInputElement) {
    const field = fieldOf(input.name)
    if (!field || !input.files?.length) return
    const path = `answers.${field.key}`
    try {
      const stored = await Promise.all([...input.files].map(upload))
      const now = gather()
      drawAnew(field, [...(now[path] ?? []), ...stored.map((file) => JSON.stringify(file))], now)
      setRefused(({ [path]: _, ...others }) => others)
    } catch (error) {
      setRefused((others) => ({ ...others, [path]: sentence(error) }))
    }
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hears what its inputs and buttons tell
    // biome-ignore lint/a11y/useKeyWithClickEvents: a button's own key presses arrive as clicks
    <div
      ref={box}
      className="fields"
      onClick={press}
      onInput={(event) => {
        const input = event.target as HTMLInputElement
        const now = gather()
        if (input.name.endsWith('.card') && scan(input, now)) return
        if (input.type !== 'file') onTexts(now, input.name)
      }}
      onChange={(event) => {
        const input = event.target as unknown as HTMLInputElement
        if (input.type === 'file') void attach(input)
      }}
    >
      {fields.map((field) => {
        const path = `answers.${field.key}`
        const drawn = (
          <AskField
            key={rounds[field.key] ?? 0}
            field={field}
            value={
              field.kind === 'calculated'
                ? calculated[field.key]
                : typedIn((name) => texts[name] ?? [], field)
            }
            error={refused[path] ?? errors[path]}
            errors={errors}
            lang="vi"
            required={needed?.has(path)}
            places={places?.book}
          />
        )
        return (
          <div key={field.key} className={ACROSS.has(field.kind) ? 'across' : ''}>
            {around ? around(field, drawn) : drawn}
          </div>
        )
      })}
      <PlaceList places={places} />
    </div>
  )
}
