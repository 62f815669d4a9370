/** What the host hands the citizen site for one request: already parsed, no framework shows through. */
export type PageRequest = {
  method: 'GET' | 'POST'
  /** Path without the language prefix: `/thu-tuc/1.001193`. */
  path: string
  query: Record<string, string>
  /** Form fields of a POST; a repeated name keeps all its values. */
  form: Record<string, string | string[]>
  /** Files of a multipart POST, already stored by content. */
  files: { field: string; hash: string; name: string; size: number; mediaType: string }[]
  /** An upload that was refused (too large, an executable…): the field and the sentence to show there. */
  refusedFiles: { field: string; message: string }[]
  lang: 'vi' | 'en'
  cookies: Record<string, string>
}

export type PageResponse = {
  status: number
  html?: string
  location?: string
  /** `name=value; attributes` lines. */
  setCookies?: string[]
  /** Another origin that sending this page's form may end at: a partner system somebody signs in to. */
  formsLeadTo?: string
}

/** Who is signed in on this browser. An officer acts in the office only; here they are a visitor like any other. */
export type PageMe = {
  account: string
  name: string
  kind: 'officer' | 'citizen' | 'company'
  assurance: number
}

/** A step of signing in, asked by the OpenID provider of this browser. */
export type SignInStep = {
  prompt: 'login' | 'consent'
  /** Who asks; `ours` for the province's own surfaces. */
  client: { name: string; ours: boolean }
  surface: 'office' | 'citizen' | null
  scopes: string[]
  /** The nation's providers one may sign in by: address to go to. */
  nation: { name: string; address: string }[]
  /** Somebody typed this person's citizen number when signing up at home: under which user name, half hidden. */
  claimed: { userName: string; address: string } | null
  /** The password was right; one of these second factors is asked for now. */
  second: ('passkey' | 'totp' | 'recovery')[]
  /** Passkeys work at this address. */
  passkeys: boolean
  leadsTo: string
  /** The same step in the other language. */
  otherLanguage: string
}

/** How a page answers such a step; each tells where to go on. Problems are thrown. */
export type SignInDoor = {
  step: (uid: string) => Promise<SignInStep | null>
  password: (uid: string, userName: string, password: string) => Promise<string>
  /** A second factor, as the browser or the person gave it; read and refused like any input. */
  second: (uid: string, answer: unknown) => Promise<string>
  /** A passkey alone. */
  passkey: (uid: string, answer: unknown) => Promise<string>
  /** Raises this browser's session by a factor shown again, or the proof of one just added. */
  raise: (asked: unknown) => Promise<void>
  /** The account that claimed the number is mine: its password says so. */
  join: (uid: string, password: string) => Promise<string>
  /** It is not mine. */
  separate: (uid: string) => Promise<string>
  consent: (uid: string, given: boolean) => Promise<string>
  /** Ends this browser's session here and at the provider. */
  signOut: () => Promise<void>
}

/** How pages reach the system: by a query's or command's public name, as whoever is signed in, otherwise
 * as the visitor. Problems are thrown. */
export type PagePort = {
  ask: (name: string, input: Record<string, unknown>) => Promise<any>
  act: (name: string, input: Record<string, unknown>, idempotencyKey: string) => Promise<any>
  now: () => Date
  province: ProvinceFace
  me?: PageMe | null
  signIn?: SignInDoor
}

/** What the header and footer say: the province's own words, settings of the installation. */
export type ProvinceFace = {
  name: string
  nameEn: string
  system: string
  systemEn: string
  owner: string
  ownerEn: string
  hotline: string
  demo: boolean
  /** Address of the public site, for links people copy and codes they scan. */
  publicUrl: string
}

/** Address of built assets by source name: `citizen.css` -> `/assets/citizen-3f2a.css`. */
export type Assets = Record<string, string>

/** The citizen site's server bundle exports this. */
export type PageSite = {
  respond: (request: PageRequest, port: PagePort, assets: Assets) => Promise<PageResponse>
}
