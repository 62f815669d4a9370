import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../testing/database.ts'
import { withClient } from './roles.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

/** Every Vietnamese vowel with every tone, from Unicode's own composition. */
const tones = ['', '\u0300', '\u0301', '\u0303', '\u0309', '\u0323']
const vowels = ['a', 'ă', 'â', 'e', 'ê', 'i', 'o', 'ô', 'ơ', 'u', 'ư', 'y']
const syllables = vowels.flatMap((vowel) => tones.map((tone) => (vowel + tone).normalize('NFC')))
const bare = 'aaa e e i ooo uu y'.replaceAll(' ', '')

async function plain(text: string): Promise<string | undefined> {
  const { rows } = await sql<{ plain: string }>`select platform.plain(${text}) as plain`.execute(database.db)
  return rows[0]?.plain
}

test.each(['NFC', 'NFD'] as const)(
  'every Vietnamese letter loses its marks, composed or not (%s)',
  async (form) => {
    const expected = [...bare].map((letter) => letter.repeat(tones.length)).join('')
    expect(await plain(syllables.join('').normalize(form))).toBe(expected)
    expect(await plain(syllables.join('').toUpperCase().normalize(form))).toBe(expected)
    expect(await plain('Đăng ký Hộ kinh doanh'.normalize(form))).toBe('dang ky ho kinh doanh')
  },
)

test('it may stand in a generated column, an index and a search', async () => {
  await withClient(database.ownerUrl, async (owner) => {
    await owner.query(`create table public.street (
      name text collate vi, words text generated always as (platform.plain(name)) stored)`)
    await owner.query(`call platform.index_words('public.street', 'words')`)
    await owner.query(`insert into public.street values ('Đường Bình Thuận'), ('Phố Chiến Thắng Sông Lô')`)
    const found = await owner.query(
      `select name from public.street where words like '%' || platform.plain('sông lo') || '%'`,
    )
    expect(found.rows).toEqual([{ name: 'Phố Chiến Thắng Sông Lô' }])
  })
})

test('names stand in Vietnamese order', async () => {
  const names = ['Ơn', 'Đào', 'Dũng', 'Ân', 'Ảnh', 'An', 'Oanh', 'Ôn', 'Ăn']
  const { rows } = await sql<{ name: string }>`
    select name from unnest(${names}::text[]) as name order by name collate vi`.execute(database.db)
  expect(rows.map((row) => row.name)).toEqual(['An', 'Ảnh', 'Ăn', 'Ân', 'Dũng', 'Đào', 'Oanh', 'Ôn', 'Ơn'])
})
