import { z } from 'zod'
import { command, query } from '../../../platform/command/declare.ts'
import { PreferenceInput, PreferenceView } from '../contract.ts'
import { keepPreference, preferenceOf } from './settings.ts'

/** How I want to be told of all my dossiers. */
export const noticePreference = query({
  name: 'notice.preference',
  route: 'GET /notices/preference',
  summary: 'Cách tôi muốn nhận thông báo',
  input: z.strictObject({}),
  output: PreferenceView,
  permission: 'signed-in',
  run: async ({ sql, actor }) => preferenceOf(sql, [`account:${actor.account}`]),
})

/** Chooses how I am told, from the next notice on; what is set for one dossier goes before it. */
export const setNoticePreference = command({
  name: 'notice.setPreference',
  route: 'PUT /notices/preference',
  summary: 'Chọn cách tôi nhận thông báo',
  input: PreferenceInput,
  output: PreferenceView,
  permission: 'signed-in',
  audit: () => 'chose how to be told',
  async run({ input, sql, actor, now }) {
    await keepPreference(sql, `account:${actor.account}`, input, now)
    return preferenceOf(sql, [`account:${actor.account}`])
  },
})
