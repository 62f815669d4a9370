import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { Sealed } from './seal.ts'

/** An officer who may work on this device without a line. Only the user name is readable: it is what they choose by. */
export type Holder = {
  account: string
  userName: string
  salt: Uint8Array<ArrayBuffer>
  iterations: number
  /** The key, sealed by the PIN's; null once too many wrong PINs were tried. */
  wrapped: Sealed | null
  /** Who they are, to draw the frame with. */
  me: Sealed
  keptByServer: boolean
  tries: number
  blockedUntil: number
}
export const STATUSES = ['waiting', 'refused', 'coded'] as const
export type Status = (typeof STATUSES)[number]
/** Readable is only what sorts it: nothing of the people in it. */
export type StoredEntry = {
  id: string
  account: string
  localNumber: string
  order: number
  status: Status
  sealed: Sealed
}
export type StoredFile = {
  hash: string
  account: string
  size: number
  mediaType: string
  sealed: Sealed
}

type Shape = DBSchema & {
  device: { key: 'this'; value: { id: string; last: number } }
  holders: { key: string; value: Holder }
  entries: { key: string; value: StoredEntry; indexes: { account: string } }
  files: { key: [string, string]; value: StoredFile }
  provision: { key: string; value: unknown }
}

let opened: Promise<IDBPDatabase<Shape>> | null = null

export function database(): Promise<IDBPDatabase<Shape>> {
  opened ??= openDB<Shape>('tan-trao-quay', 1, {
    upgrade(db) {
      db.createObjectStore('device')
      db.createObjectStore('holders', { keyPath: 'account' })
      db.createObjectStore('entries', { keyPath: 'id' }).createIndex('account', 'account')
      db.createObjectStore('files', { keyPath: ['account', 'hash'] })
      db.createObjectStore('provision')
    },
    terminated() {
      opened = null
    },
  })
  opened.catch(() => {
    opened = null
  })
  return opened
}

/** Letters and digits that are not taken for one another when read aloud. */
const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'

/** This browser's own name, made the first time: two tablets with the same running number are told apart by it. */
export async function deviceId(): Promise<string> {
  const transaction = (await database()).transaction('device', 'readwrite')
  const known = await transaction.store.get('this')
  if (known) return known.id
  const id = [...crypto.getRandomValues(new Uint8Array(6))].map((byte) => ALPHABET[byte % 32]).join('')
  await transaction.store.put({ id, last: 0 }, 'this')
  await transaction.done
  return id
}

/** The next local number; one that is taken and not used is not given again. */
export async function nextNumber(): Promise<{ device: string; localNumber: string; order: number }> {
  const device = await deviceId()
  const transaction = (await database()).transaction('device', 'readwrite')
  const known = await transaction.store.get('this')
  const order = (known?.last ?? 0) + 1
  await transaction.store.put({ id: device, last: order }, 'this')
  await transaction.done
  return { device, localNumber: `TẠM-${device}-${String(order).padStart(3, '0')}`, order }
}

export async function recallProvision<T>(key: string): Promise<T | undefined> {
  return (await (await database()).get('provision', key)) as T | undefined
}

export async function keepProvision(key: string, value: unknown): Promise<void> {
  await (await database()).put('provision', value, key)
}
