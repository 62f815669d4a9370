import { expect, test } from 'vitest'
import { definitionHash } from '../../src/blocks/procedure/index.ts'
import { changesBetween } from '../../src/blocks/procedure/model/changes.ts'
import { checkDraft } from '../../src/blocks/procedure/model/check-draft.ts'
import { expandPack, packOf } from '../../src/blocks/procedure/model/expand-pack.ts'
import { agencies, shipped } from './shipped.ts'

const packs = shipped.map((each) => [`${each.pack.code} ${each.definition.title.vi}`, each] as const)
const ROLES = ['counter', 'specialist', 'head', 'leader', 'cashier', 'officeSpecialist', 'provinceLeader']
const everyone = {
  agencies: new Map(agencies.map(({ code, kind }) => [code, { name: code, kind }])),
  answering: new Map(agencies.map(({ code }) => [code, code])),
  held: new Set(agencies.flatMap(({ code }) => ROLES.map((role) => `${code}|${role}`))),
}

test.each(packs)(
  '%s: exported, written to a file and imported it is the same',
  (_name, { pack, definition }) => {
    const { competent, validFrom, variants } = pack
    const file = JSON.stringify(packOf(pack.code, { competent, validFrom, definition, variants }))
    const again = expandPack(JSON.parse(file))
    expect(definitionHash(again.definition)).toBe(definitionHash(definition))
    expect(again.pack.variants).toEqual(variants)
    expect(JSON.stringify(packOf(again.pack.code, { ...again.pack, definition: again.definition }))).toBe(
      file,
    )
    expect(
      changesBetween(
        { competent, definition, variants },
        { competent, definition: again.definition, variants: again.pack.variants },
      ),
    ).toEqual([])
  },
)

test.each(packs)(
  '%s: as a draft in a staffed province nothing forbids publishing it',
  (_name, { pack, definition }) => {
    const { competent, variants } = pack
    const errors = checkDraft({ competent, definition, variants }, everyone).filter(
      (each) => each.severity === 'error',
    )
    expect(errors).toEqual([])
  },
)
