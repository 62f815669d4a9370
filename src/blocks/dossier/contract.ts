// over 300 lines because it is the one list of shapes the outside may rely on; two lists would drift apart.
import { z } from 'zod'
import { OfflineTaking, VERDICTS } from './model/offline-taking.ts'
import { ParcelNumber, TrackedParcel } from './model/parcel.ts'
import { PART_STANDINGS } from './model/parts.ts'

/** All that others may know of a dossier: shapes, permissions, event names. */
export const CHANNELS = ['counter', 'online', 'post'] as const
export const Channel = z.enum(CHANNELS)
export type Channel = z.infer<typeof Channel>

export const PERMISSIONS = {
  submit: 'dossier.submit',
  receive: 'dossier.receive',
  read: 'dossier.read',
  move: 'dossier.move',
  assign: 'dossier.assign',
  overrideCorrection: 'dossier.overrideCorrection',
  answerDataQuestion: 'dossier.answerDataQuestion',
  breakGlass: 'dossier.breakGlass',
  reviewOpenings: 'dossier.reviewOpenings',
  recordSystemReply: 'dossier.recordSystemReply',
  watch: 'dossier.watch',
  answerReminder: 'dossier.answerReminder',
} as const

export const Code = z
  .string()
  .regex(/^H\d{2}(?:\.\d{1,3}){0,3}-\d{6}-\d{4,7}$/, 'Mã hồ sơ có dạng H60.08-221010-0001')
export const AgencyCode = z.string().regex(/^[A-Z]\d{2}(\.\d{1,3}){0,3}$/, 'Mã cơ quan có dạng H60.08')
const Instant = z.iso.datetime({ offset: true })
/** The receipt's secret, or the last four digits of the applicant's phone or citizen number. */
const Check = z.string().trim().max(100)
const Day = z.iso.date()
const FileHash = z.string().regex(/^[0-9a-f]{64}$/)

export const Applicant = z.strictObject({
  kind: z.enum(['person', 'company']).default('person'),
  name: z.string().trim().min(2, 'Ghi họ và tên người nộp').max(200),
  citizenNumber: z
    .string()
    .regex(/^\d{12}$/, 'Số căn cước gồm 12 chữ số')
    .optional(),
  taxCode: z.string().max(14).optional(),
  birthDate: Day.optional(),
  gender: z.enum(['Nam', 'Nữ']).optional(),
  phone: z.string().max(20).optional(),
  email: z.email('Thư điện tử có dạng ten@noinhan.vn').optional(),
  address: z.string().max(500).optional(),
})
export type Applicant = z.infer<typeof Applicant>

/** One paper handed in: which requirement it meets, how, and its files (already uploaded, by content hash). */
export const HandedDocument = z.strictObject({
  key: z.string(),
  form: z.enum(['original', 'certified', 'copy', 'electronic']),
  copies: z.int().min(1).max(50).default(1),
  files: z.array(FileHash).max(20).default([]),
  /** A paper of the applicant's own store, digitised for this dossier or reused; its file is added to `files`. */
  paper: z.uuid().optional(),
})
export type HandedDocument = z.infer<typeof HandedDocument>

const Asked = {
  /** Made by the client, so that a repeated or interrupted call can be recognised and found again. */
  id: z.uuid().optional(),
  procedure: z.string().regex(/^[1-9]\.\d{6}$/, 'Mã thủ tục có dạng 1.001193'),
  agency: AgencyCode,
  applicant: Applicant,
  onBehalfOf: z.string().max(200).optional(),
  answers: z.record(z.string(), z.unknown()).default({}),
  documents: z.array(HandedDocument).default([]),
  returnBy: z.enum(['desk', 'post', 'online']).default('desk'),
  returnDesk: AgencyCode.optional(),
}

/** dossier.submit: online, by a citizen or a partner system. */
export const SubmitInput = z.strictObject({
  ...Asked,
  draft: z.string().optional(),
  /** In whose name, by a representation in force (identity.representations); `onBehalfOf` is then theirs. */
  representation: z.uuid().optional(),
})
/** dossier.receive: at a counter or from the post; the paper is in hand, so the clock starts. */
export const ReceiveInput = z.strictObject({
  ...Asked,
  channel: z.enum(['counter', 'post']).default('counter'),
  note: z.string().max(2000).optional(),
  /** The number of the parcel the papers came in; only with channel `post`. */
  parcel: ParcelNumber.optional(),
  /** Papers present may be fewer than required only when the receiver says why. */
  missingReason: z.string().max(500).optional(),
  /** Taken in while the counter had no line: the server judges when it counts as received. */
  offline: OfflineTaking.optional(),
})

export const Receipt = z.object({
  id: z.uuid(),
  code: Code,
  state: z.string(),
  submittedAt: Instant,
  firstDueAt: Instant.nullable(),
  /** The secret in the receipt's QR link; with it dossier.track tells the whole story. */
  check: z.string(),
  trackUrl: z.string(),
})
/** What dossier.receive answers: of one taken in without a line also how its moment was judged, and what to tell. */
export const ReceivedReceipt = Receipt.extend({
  offline: z
    .object({
      verdict: z.enum(VERDICTS),
      claimedAt: Instant,
      receivedAt: Instant,
      told: z.string().nullable(),
    })
    .optional(),
})

export const MarkedItem = z.strictObject({
  /** `answers.birthDate` or `documents.birthProof`: the very field or paper. */
  path: z
    .string()
    .regex(
      /^(answers|documents)\.[a-zA-Z0-9]+$/,
      'Chỉ đúng trường hoặc giấy tờ: answers.<khóa> hoặc documents.<khóa>',
    ),
  note: z.string().trim().min(3, 'Nói rõ cần sửa gì').max(1000),
})
export type MarkedItem = z.infer<typeof MarkedItem>

export const MoveInput = z.strictObject({
  code: Code,
  move: z.string(),
  note: z.string().trim().max(4000).optional(),
  /** A position's id, for arrows that need an assignee. */
  assignee: z.string().optional(),
  consultedAgency: AgencyCode.optional(),
  items: z.array(MarkedItem).max(50).optional(),
  answers: z.record(z.string(), z.unknown()).optional(),
  documents: z.array(HandedDocument).optional(),
  /** The new date an apology tells. */
  dueAt: Instant.optional(),
  resultNumber: z.string().max(50).optional(),
  /** The drafted result's paragraphs, for arrows that need `resultDraft`. */
  resultDraft: z
    .strictObject({ title: z.string().max(300), body: z.array(z.string().max(4000)).max(40) })
    .optional(),
  /** Who took the result, for handing over. */
  recipient: z.string().max(200).optional(),
  /** Amount received, đồng, for confirming a payment. */
  paidAmount: z.int().nonnegative().optional(),
  /** A head's reason for letting a second correction after acceptance go out. */
  overrideReason: z.string().trim().max(1000).optional(),
  /** The move the sender last saw; when another came in between, 409 says who made it. */
  expectedSeq: z.int().nonnegative().optional(),
})
export type MoveInput = z.infer<typeof MoveInput>

export const RequestCorrectionInput = z.strictObject({
  code: Code,
  items: z.array(MarkedItem).min(1, 'Đánh dấu ít nhất một trường hoặc giấy tờ cần sửa').max(50),
  note: z.string().trim().max(4000).optional(),
  overrideReason: z
    .string()
    .trim()
    .min(10, 'Nêu lý do của trưởng phòng, ít nhất 10 ký tự')
    .max(1000)
    .optional(),
  expectedSeq: z.int().nonnegative().optional(),
})
export const AnswerCorrectionInput = z.strictObject({
  code: Code,
  /** The receipt's secret, for applicants without an account. */
  check: z.string().optional(),
  answers: z.record(z.string(), z.unknown()).default({}),
  documents: z.array(HandedDocument).default([]),
  note: z.string().trim().max(4000).optional(),
})
/** dossier.breakGlass: one dossier outside one's reach, to read for half an hour. */
export const BreakGlassInput = z.strictObject({
  code: Code,
  reason: z
    .string()
    .trim()
    .min(15, 'Ghi lý do phải mở ngay, ít nhất 15 ký tự; người đứng đầu cơ quan giữ hồ sơ sẽ đọc.')
    .max(1000, 'Lý do dài nhất 1000 ký tự.'),
})
export const BreakGlassOutput = z.object({ code: Code, until: Instant })
/** dossier.reveal: the personal data kept back from who only looks on, for half an hour. */
export const RevealInput = z.strictObject({
  code: Code,
  reason: z
    .string()
    .trim()
    .min(10, 'Ghi lý do cần xem, ít nhất 10 ký tự; người đứng đầu cơ quan sẽ đọc.')
    .max(1000, 'Lý do dài nhất 1000 ký tự.'),
})
export const OpeningView = z.object({
  id: z.uuid(),
  /** Null once retention has taken the dossier away. */
  code: Code.nullable(),
  agency: z.string(),
  by: z.string(),
  title: z.string().nullable(),
  reason: z.string(),
  at: Instant,
  until: Instant,
})
export type OpeningView = z.infer<typeof OpeningView>

export const WithdrawInput = z.strictObject({
  code: Code,
  check: z.string().optional(),
  reason: z.string().trim().min(3, 'Nêu lý do rút hồ sơ').max(1000),
})

const Named = z.object({ code: z.string(), name: z.string() })
export const StateView = z.object({
  key: z.string(),
  name: z.string(),
  status: z.int(),
  phase: z.enum(['intake', 'working', 'waiting', 'closed']),
  role: z.string().nullable(),
})
export const TIMELINESS = ['early', 'onTime', 'late'] as const
export const DossierRow = z.object({
  id: z.uuid(),
  code: z.string(),
  procedure: Named,
  applicantName: z.string().nullable(),
  agency: Named,
  state: StateView,
  channel: Channel,
  assignee: z.object({ position: z.string(), name: z.string() }).nullable(),
  submittedAt: Instant,
  acceptedAt: Instant.nullable(),
  firstDueAt: Instant.nullable(),
  rescheduledDueAt: Instant.nullable(),
  finishedAt: Instant.nullable(),
  /** Working minutes until firstDueAt, negative when past; null when the clock does not run. */
  minutesLeft: z.int().nullable(),
  late: z.boolean(),
  timeliness: z.enum(TIMELINESS).nullable(),
  /** Another agency is asked for its opinion now: by when, by a clock of its own, and whether it is late. */
  consultation: z
    .object({ agency: Named, askedAt: Instant, dueAt: Instant.nullable(), late: z.boolean() })
    .nullable(),
  /** In a list: more likely than not to end late, and why, in words; null when it is not, or late already. */
  risk: z.object({ probability: z.number(), why: z.string() }).nullable().optional(),
  seq: z.int(),
})
export type DossierRow = z.infer<typeof DossierRow>

export const MoveView = z.object({
  seq: z.int(),
  move: z.string(),
  name: z.string(),
  to: z.string(),
  toName: z.string(),
  at: Instant,
  role: z.string(),
  by: z.string(),
  /** In whose name, when it was done by delegation: "ký thay Nguyễn Văn A, Trưởng phòng". */
  actingFor: z.string().nullable(),
  agency: z.string().nullable(),
  note: z.string().nullable(),
  items: z.array(MarkedItem),
})
export const AllowedMove = z.object({
  key: z.string(),
  name: z.string(),
  kind: z.string(),
  to: z.string(),
  needs: z.array(z.string()),
  outcome: z.string().nullable(),
})
export const DocumentView = z.object({
  key: z.string(),
  name: z.string(),
  direction: z.enum(['in', 'internal', 'out']),
  required: z.boolean(),
  form: z.string().nullable(),
  copies: z.int(),
  files: z.array(z.object({ hash: z.string(), name: z.string(), size: z.int(), mediaType: z.string() })),
  /** The edition asks for it to be digitised at intake. */
  digitise: z.boolean(),
  /** How it came to lie in digital form; null when it has not. */
  digital: z.enum(['digitised', 'reused', 'shared', 'result']).nullable(),
})
export const FeeView = z.object({
  key: z.string(),
  name: z.string(),
  kind: z.string(),
  amount: z.int(),
  waived: z.boolean(),
  explanation: z.string(),
})

/** The whole dossier, for those who may read it. */
export const DossierView = DossierRow.extend({
  edition: z.int(),
  applicant: Applicant.nullable(),
  onBehalfOf: z.string().nullable(),
  desk: Named.nullable(),
  returnDesk: Named.nullable(),
  returnBy: z.enum(['desk', 'post', 'online']),
  answers: z.record(z.string(), z.unknown()),
  /** What is kept back from this reader: `applicant.phone`, `answers.owner`; shown by dossier.reveal. */
  hidden: z.array(z.string()),
  documents: z.array(DocumentView),
  fees: z.array(FeeView),
  moves: z.array(MoveView),
  allowed: z.array(AllowedMove),
  /** The open request for correction, if any. */
  correction: z.array(MarkedItem),
  corrections: z.int(),
  outcome: z.string().nullable(),
  resultNumber: z.string().nullable(),
  resultDraft: z.object({ title: z.string(), body: z.array(z.string()) }).nullable(),
  clock: z.object({ runs: z.boolean(), provisional: z.boolean(), explained: z.array(z.string()) }),
  returnedAt: Instant.nullable(),
  /** The receipt's secret; null where personal data is kept back. */
  check: z.string().nullable(),
  /** Every asking of another agency so far. */
  consultations: z.array(
    z.object({
      agency: Named,
      askedAt: Instant,
      dueAt: Instant.nullable(),
      answeredAt: Instant.nullable(),
      by: z.enum(['agency', 'silence', 'asker']).nullable(),
      late: z.boolean(),
    }),
  ),
  /** Of a joint dossier its parts; of a part the joint dossier it belongs to; null for any other. */
  joint: z
    .object({
      parent: z.string().nullable(),
      part: z.string().nullable(),
      parts: z.array(
        z.object({
          key: z.string(),
          name: z.string(),
          standing: z.enum(PART_STANDINGS),
          code: z.string().nullable(),
          agency: Named,
          state: z.string().nullable(),
          after: z.array(z.string()),
        }),
      ),
    })
    .nullable(),
})
export type DossierView = z.infer<typeof DossierView>

const Flag = z.enum(['true', 'false']).transform((value) => value === 'true')
export const FindInput = z.strictObject({
  /** Code, applicant's name or procedure's title, with or without diacritics. */
  q: z.string().trim().max(200).optional(),
  /** `mine`: assigned to my position or waiting for my part; `unassigned`; `all` I may see. */
  queue: z.enum(['mine', 'unassigned', 'all']).default('all'),
  agency: AgencyCode.optional(),
  /** `centre`: only what the provincial centre's report counts (departments, central branches). */
  of: z.enum(['centre']).optional(),
  procedure: z.string().optional(),
  state: z.string().optional(),
  phase: z.enum(['intake', 'working', 'waiting', 'closed', 'open']).optional(),
  channel: Channel.optional(),
  late: Flag.optional(),
  /** Due within the next working day. */
  soon: Flag.optional(),
  /** Not late yet, but more likely than not to be, as last weighed. */
  likely: Flag.optional(),
  timeliness: z.enum(TIMELINESS).optional(),
  receivedFrom: Day.optional(),
  receivedTo: Day.optional(),
  finishedFrom: Day.optional(),
  finishedTo: Day.optional(),
  sort: z.enum(['due', 'received', '-received']).default('due'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().optional(),
})
export type FindInput = z.infer<typeof FindInput>
export const FindOutput = z.object({ items: z.array(DossierRow), nextCursor: z.string().nullable() })
/** Counts stop at 1,000: `capped` says so. */
const Count = z.object({ value: z.int(), capped: z.boolean() })
export const QueueCounts = z.object({ mine: Count, late: Count, soon: Count, unassigned: Count, open: Count })

export const TrackInput = z.strictObject({
  code: z.string().trim().toUpperCase().max(40),
  /** An empty one is none: it proves nothing. */
  check: Check.optional(),
})
/** The edition's own words; without English they are shown in Vietnamese and marked so. */
const Bilingual = z.object({ vi: z.string(), en: z.string().optional() })

/** One part of a joint dossier, followed under the whole's code and by its one date. */
export const PartView = z.object({
  key: z.string(),
  name: Bilingual,
  standing: z.enum(PART_STANDINGS),
  code: z.string().nullable(),
  agency: z.string().nullable(),
  status: z.int().nullable(),
  text: Bilingual.nullable(),
  finishedAt: Instant.nullable(),
  resultReady: z.boolean(),
  steps: z.array(z.object({ at: Instant, text: Bilingual })),
  /** The part's own secret, for whoever may act as the applicant: what is asked of a part is answered there. */
  check: z.string().nullable(),
})
export type PartView = z.infer<typeof PartView>

/** How the applicant is told of a dossier. */
export const NoticeChoice = z.object({
  channels: z.array(z.enum(['email', 'sms', 'zalo'])),
  lang: z.enum(['vi', 'en']),
  quietEmail: z.boolean(),
})

export const TrackOutput = z.object({
  code: z.string(),
  /** False: only step, agency and dates are told. */
  verified: z.boolean(),
  step: z.object({
    key: z.string(),
    status: z.int(),
    phase: z.string(),
    text: Bilingual,
  }),
  agency: z.string().nullable(),
  submittedAt: Instant,
  acceptedAt: Instant.nullable(),
  firstDueAt: Instant.nullable(),
  rescheduledDueAt: Instant.nullable(),
  finishedAt: Instant.nullable(),
  returnedAt: Instant.nullable(),
  late: z.boolean(),
  clockRuns: z.boolean(),
  explained: z.array(z.string()),
  steps: z.array(z.object({ at: Instant, text: Bilingual })),
  procedure: z.object({ code: z.string(), title: Bilingual }).nullable(),
  correction: z.array(MarkedItem.extend({ label: Bilingual })),
  messages: z.array(z.object({ at: Instant, text: Bilingual })),
  /** Of a joint dossier its parts, in the order they open; of any other none. */
  parts: z.array(PartView),
  /** The joint dossier that this is a part of. */
  partOf: z.string().nullable(),
  resultReady: z.boolean(),
  /** With the receipt's secret (not the four digits): the applicant may answer what was asked, or withdraw. */
  mayAnswer: z.boolean(),
  mayWithdraw: z.boolean(),
  /** What goes and comes by public post; only where verified. */
  parcels: z.array(TrackedParcel),
  /** Papers may be fetched at the applicant's door. */
  mayAskPickUp: z.boolean(),
  /** How they are told of it; null to who may not change that. */
  notices: NoticeChoice.nullable(),
})
export type TrackOutput = z.infer<typeof TrackOutput>

/** What a move answers: where the dossier stands now; `dossier.get` tells the rest. */
export const MoveOutput = z.object({
  id: z.uuid(),
  code: z.string(),
  seq: z.int(),
  state: StateView,
  assignee: z.string().nullable(),
  firstDueAt: Instant.nullable(),
  rescheduledDueAt: Instant.nullable(),
  finishedAt: Instant.nullable(),
  timeliness: z.enum(TIMELINESS).nullable(),
})

/** How an agency shares out its work. */
export const WorkRulesView = z.object({
  /** May specialists take unassigned work themselves? Off unless the head opens it. */
  claimOpen: z.boolean(),
  rules: z.array(
    z.object({ kind: z.enum(['procedure', 'field']), subject: z.string(), position: z.string() }),
  ),
})

export const ExplainOutput = z.object({
  firstDueAt: Instant.nullable(),
  rescheduledDueAt: Instant.nullable(),
  runs: z.boolean(),
  provisional: z.boolean(),
  trace: z.array(z.record(z.string(), z.unknown())),
  explained: z.array(z.string()),
})

/** An unfinished application: lives 30 days under a random 128-bit token, without an account. */
export const Draft = z.object({
  id: z.uuid(),
  procedure: z.string(),
  edition: z.int(),
  agency: z.string().nullable(),
  applicant: z.record(z.string(), z.unknown()),
  answers: z.record(z.string(), z.unknown()),
  documents: z.array(
    z.object({
      key: z.string(),
      files: z.array(z.object({ hash: z.string(), name: z.string(), size: z.int(), mediaType: z.string() })),
    }),
  ),
  returnBy: z.enum(['desk', 'post', 'online']),
  /** Rises with every save; two windows that save at once are told. */
  version: z.int(),
  /** The edition in force when it is another than the draft began with, and what it changes, in Vietnamese sentences. */
  newer: z.object({ edition: z.int(), validFrom: Day, changed: z.array(z.string()) }).nullable(),
  expiresAt: Instant,
  submitted: z.object({ code: z.string(), check: z.string() }).nullable(),
})
export type Draft = z.infer<typeof Draft>

/** One agency as those who watch over it see it. */
export const WatchedAgency = z.object({
  agency: Named,
  open: z.int(),
  late: z.int(),
  /** Due within the next working day. */
  soon: z.int(),
  /** Not late yet, but more likely than not to be. */
  likely: z.int(),
  /** The earliest date of what is open and running. */
  oldestDueAt: Instant.nullable(),
  /** Today's last reminder. */
  reminded: z.object({ at: Instant, seenAt: Instant.nullable(), reply: z.string().nullable() }).nullable(),
})
export type WatchedAgency = z.infer<typeof WatchedAgency>

export const RemindInput = z.strictObject({
  agency: AgencyCode,
  /** One dossier of it; without: all it is late or soon late with. */
  code: Code.optional(),
  note: z.string().trim().max(500, 'Lời nhắc dài nhất 500 ký tự').optional(),
  /** Once more on the same day. */
  again: z.boolean().default(false),
})
export const ReminderView = z.object({
  id: z.uuid(),
  agency: Named,
  code: z.string().nullable(),
  note: z.string().nullable(),
  late: z.int(),
  soon: z.int(),
  likely: z.int(),
  by: z.string(),
  at: Instant,
  seenAt: Instant.nullable(),
  reply: z.string().nullable(),
  repliedAt: Instant.nullable(),
  /** The asker is of those it was given to. */
  mine: z.boolean(),
})
export type ReminderView = z.infer<typeof ReminderView>
