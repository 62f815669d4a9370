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
}

/** How pages reach the system: by a query's or command's public name, as the visitor. Problems are thrown. */
export type PagePort = {
  ask: (name: string, input: Record<string, unknown>) => Promise<any>
  act: (name: string, input: Record<string, unknown>, idempotencyKey: string) => Promise<any>
  now: () => Date
  province: ProvinceFace
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
