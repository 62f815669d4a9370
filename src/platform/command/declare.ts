import type { Kysely } from 'kysely'
import type { z } from 'zod'
import type { Files } from '../files/store.ts'
import type { SendJob } from '../jobs/jobs.ts'
import type { Vault } from '../secrets/vault.ts'
import type { Actor } from './actor.ts'
import type { Memory } from './memory.ts'

/** What a verb gets besides its input: everything it may touch, nothing ambient. */
export type Context<Input> = {
  input: Input
  actor: Actor
  /** The present moment, passed in. */
  now: Date
  /** The transaction of this call; every block narrows it to its own tables. */
  sql: Kysely<any>
  /** Enqueues a job inside this same transaction. */
  send: SendJob
  files: Files
  /** Seals what must not lie open in the database. */
  vault: Vault
  /** Slow-changing facts kept for a moment; read outside the transaction. */
  memory: Memory
  /** The plain connection, for what `memory` loads: never for this call's own rows. */
  db: Kysely<any>
  /** Address of the public site, for links in letters and QR codes. */
  publicUrl: string
  idempotencyKey: string | null
  /** Ids of the people whose data this call shows or changes; they go into the audit row. */
  subjects: Set<string>
}

/** A file answered instead of JSON. */
export type Download = {
  contentType: string
  fileName: string
  body: Uint8Array | NodeJS.ReadableStream
  inline?: boolean
}

/**
 * `public`: anyone may call it. `signed-in`: any known person or system. Otherwise the name of a permission that a
 * grant in force must carry; how far it reaches is the block's policy.
 */
export type Permission = 'public' | 'signed-in' | (string & {})

type Declaration<In extends z.ZodType, Out extends z.ZodType> = {
  /** `dossier.submit`: the operationId outside, the operation in audit rows. */
  name: string
  /** `POST /dossiers/{code}/moves`, below `/api`. */
  route: string
  /** One Vietnamese line for the API page. */
  summary: string
  input: In
  permission: Permission
  /**
   * What it asks of a person's second factor. `fresh`: shown within ten minutes, by those who have one or must. `free`:
   * open also to who must still add one. `enrol`: the adding itself, free without one and `fresh` with. Without it, only
   * that who must have one has shown it in this session.
   */
  factor?: 'fresh' | 'enrol' | 'free'
  /** Largest JSON body in bytes; 1 MB when absent. */
  bodyLimit?: number
  /** Takes one uploaded file as `input.file` beside the other fields. */
  upload?: boolean
  output: Out
  /** Answers a file; `output` then describes nothing. */
  produces?: readonly string[]
}

export type Command<In extends z.ZodType = z.ZodType, Out extends z.ZodType = z.ZodType> = Declaration<
  In,
  Out
> & {
  kind: 'command'
  /** 201 when it makes something. */
  answers: 200 | 201
  /** What the audit row says; objects by id, never a person's data. */
  audit: (input: z.output<In>) => string
  /** Its answer holds a secret shown once: it is not kept under the idempotency key, and a repeat is refused. */
  shownOnce?: true
  /** Keys of `memory` that are stale once this has committed. */
  forgets?: readonly string[]
  run: (context: Context<z.output<In>>) => Promise<z.input<Out>>
}

export type Query<In extends z.ZodType = z.ZodType, Out extends z.ZodType = z.ZodType> = Declaration<
  In,
  Out
> & {
  kind: 'query'
  /** Present on queries that show personal data: they leave an audit row with the subjects shown. */
  audit?: (input: z.output<In>) => string
  run: (context: Context<z.output<In>>) => Promise<z.input<Out> | Download>
}

export type Operation = Command<any, any> | Query<any, any>

/** Declares a verb that changes something: one transaction, one audit row, idempotent by key. */
export function command<In extends z.ZodType, Out extends z.ZodType>(
  declaration: Omit<Command<In, Out>, 'kind' | 'answers'> & { answers?: 200 | 201 },
): Command<In, Out> {
  return { kind: 'command', answers: 200, ...declaration }
}

/** Declares a question: reads only, answers 200, ignores idempotency keys. */
export function query<In extends z.ZodType, Out extends z.ZodType>(
  declaration: Omit<Query<In, Out>, 'kind'>,
): Query<In, Out> {
  return { kind: 'query', ...declaration }
}

export function isDownload(answer: unknown): answer is Download {
  return typeof answer === 'object' && answer !== null && 'contentType' in answer && 'body' in answer
}
