import { query } from '../../../platform/command/declare.ts'
import { PackFileInput } from '../contract.ts'
import { contentOfEdition, editionsOf, spansOf, unknownEdition } from '../editions.ts'
import { Definition, Pack, Variant } from '../model/definition.ts'
import { packOf } from '../model/expand-pack.ts'
import { inForceOn } from '../model/validity.ts'
import { localDay } from '../read.ts'

/**
 * An edition as a file that can be edited, kept and imported again: the one asked for, else the one in force, else the
 * newest. Errors: procedure.edition-not-found 404.
 */
export const exportPack = query({
  name: 'procedure.exportPack',
  route: 'GET /procedures/{code}/pack',
  summary: 'Xuất một phiên bản thủ tục thành tệp',
  input: PackFileInput,
  output: Pack,
  produces: ['application/json'],
  permission: 'procedure.readDrafts',
  async run({ input, now, sql }) {
    const editions = await editionsOf(sql, input.code)
    const number = input.edition ?? inForceOn(spansOf(editions), localDay(now)) ?? editions.at(-1)?.number
    const found = number === undefined ? null : await contentOfEdition(sql, input.code, number)
    if (!found) throw unknownEdition(input.code, number)
    const { competent, definition, variants } = found.content
    const pack = packOf(input.code, {
      competent: Pack.shape.competent.parse(competent),
      validFrom: found.validFrom,
      definition: Definition.parse(definition),
      variants: variants.map((each) => Variant.parse(each)),
    })
    return {
      contentType: 'application/json; charset=utf-8',
      fileName: `${input.code}-${number}.json`,
      body: Buffer.from(`${JSON.stringify(pack, null, 2)}\n`),
    }
  },
})
