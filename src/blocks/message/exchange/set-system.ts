import { z } from 'zod'
import { invalid } from '../../../kernel/problem.ts'
import { command } from '../../../platform/command/declare.ts'
import { EXCHANGE, SetSystemInput } from '../model/exchange.ts'
import { unpause } from './line.ts'
import { putSystem } from './systems.ts'

/** Connects an outside system, changes its address or turns it off, from now on. Errors: request.invalid naming `secret`. */
export const setSystem = command({
  name: 'exchange.setSystem',
  route: 'POST /exchange/systems/{key}',
  summary: 'Đặt kết nối với một hệ thống: địa chỉ, mã, mật khẩu, bật hoặc tắt',
  input: SetSystemInput,
  output: z.object({ key: z.string(), enabled: z.boolean() }),
  permission: EXCHANGE.change,
  factor: 'fresh',
  audit: (input) => `set the connection to ${input.key}${input.enabled ? '' : ' (off)'}`,
  async run({ input, actor, sql, vault, now }) {
    if (!(await putSystem(sql, vault, input, now, actor.account)))
      throw invalid('secret', 'Kết nối mới cần mật khẩu do hệ thống bên kia cấp.')
    await unpause(sql, input.key)
    return { key: input.key, enabled: input.enabled }
  },
})
