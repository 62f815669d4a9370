import { sql as raw } from 'kysely'
import { z } from 'zod'
import { command } from '../../../platform/command/declare.ts'
import { PERMISSIONS, PositionId } from '../contract.ts'
import { agencyTree } from '../read.ts'
import { dayGiven, lockSeat, requireReach } from '../seats.ts'

/** Records what a seat is equipped with from a day on. Errors: organisation.no-position 404, organisation.out-of-reach 403. */
export const setEquipment = command({
  name: 'organisation.setEquipment',
  route: 'POST /positions/equipment',
  summary: 'Ghi trang bị của vị trí: máy tính, kết nối Internet',
  input: z.strictObject({
    position: PositionId,
    computer: z.boolean(),
    internet: z.boolean(),
    from: z.string().max(10).optional(),
  }),
  output: z.object({ position: z.string(), computer: z.boolean(), internet: z.boolean() }),
  permission: PERMISSIONS.change,
  audit: (input) => `recorded the equipment of position ${input.position}`,
  async run({ input, actor, sql, db, memory, now }) {
    const seat = await lockSeat(sql, input.position)
    requireReach(actor, PERMISSIONS.change, seat.agency, await agencyTree({ db, memory }))
    const from = dayGiven(input.from, now, 'from')
    for (const kind of ['computer', 'internet'] as const)
      if (input[kind])
        await raw`
          insert into organisation.equipment (position, kind, valid_from)
          select ${seat.id}, ${kind}, ${from}::date
          where not exists (select 1 from organisation.equipment
            where position = ${seat.id} and kind = ${kind} and valid_to is null and valid_from <= ${from}::date)
          on conflict (position, kind, valid_from) do update set valid_to = null`.execute(sql)
      else
        await raw`
          update organisation.equipment set valid_to = greatest(valid_from, ${from}::date)
          where position = ${seat.id} and kind = ${kind} and (valid_to is null or valid_to > ${from}::date)`.execute(
          sql,
        )
    return { position: seat.id, computer: input.computer, internet: input.internet }
  },
})
