import { sql } from 'kysely'
import { setCollection } from '../src/blocks/dossier/index.ts'
import { confirm, getPayment, loadAccounts, refund } from '../src/blocks/payment/index.ts'
import type { Actor } from '../src/platform/command/actor.ts'
import { ask, type House } from '../src/platform/command/run.ts'
import type { Cast } from './play/cast.ts'

/** How many of the favoured agencies' dossiers with fees are paid; the rest stay to be paid. */
const PAID = 24
/** The ward that, from the first start on, gives no result out of hand before its fees are paid. */
const COLLECTING = 'H60.175'

/**
 * Where the played province's money goes: one account for all agencies. Bank, accounts and the receipts' marks are
 * fictitious; a province sets its own under Quản trị.
 */
export async function openAccounts({ db }: Pick<House, 'db'>): Promise<void> {
  await loadAccounts(db, [
    {
      agency: 'H60',
      validFrom: '2021-01-01',
      bankBin: '970400',
      bankAccount: '0000000000001',
      holder: 'TK THU PHI LE PHI (THU NGHIEM)',
      treasury: 'Kho bạc Nhà nước Tuyên Quang (tài khoản thử nghiệm)',
      feeAccount: '3511.0.0000001',
      dutyAccount: '7111.0.0000002',
      receiptForm: '01/BL',
      receiptSymbol: 'TN-26E',
    },
  ])
}

/** Some dossiers paid in cash or by transfer, one given back, the others still to be paid. */
export async function playPayments(house: House, cast: Cast, now: Date): Promise<void> {
  const { rows } = await sql<{ code: string; desk: string }>`
    select code, desk from dossier.dossier
    where desk in ('H60.21', 'H60.175') and phase in ('working', 'waiting') and status not in (5, 6) and accepted_at is not null
    order by code`.execute(house.db)
  let paid = 0
  for (const { code, desk } of rows) {
    if (paid >= PAID) break
    const actor = cast.who(desk, 'cashier')
    const { total, status } = await ask(house, getPayment, { code }, { actor, now })
    if (status !== 'none' || !total) continue
    const moment = new Date(now.getTime() - (PAID - paid) * 60_000)
    await pay(house, actor, { code, amount: total, at: paid }, moment)
    paid += 1
    if (paid === PAID) await giveBack(house, actor, cast.who(desk, 'leader'), code, now)
  }
  await setCollection(house.db, { agency: COLLECTING, from: now, collects: true })
}

async function pay(
  house: House,
  actor: Actor,
  { code, amount, at }: { code: string; amount: number; at: number },
  now: Date,
): Promise<void> {
  const method = at % 3 === 2 ? 'transfer' : 'cash'
  const reference = method === 'transfer' ? { reference: `FT${code.slice(-11).replace('-', '')}` } : {}
  const call = { actor, now, idempotencyKey: `demo-payment:${code}` }
  await ask(house, confirm, { code, amount, method, ...reference }, call)
}

async function giveBack(house: House, cashier: Actor, leader: Actor, code: string, now: Date): Promise<void> {
  const { payments } = await ask(house, getPayment, { code }, { actor: cashier, now })
  const id = payments[0]?.id
  if (id)
    await ask(
      house,
      refund,
      { id, reason: 'Người nộp được miễn, thu nhầm khi tiếp nhận' },
      { actor: leader, now },
    )
}
