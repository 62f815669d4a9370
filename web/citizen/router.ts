import type { ReactNode } from 'react'
import type { Assets, PagePort, PageRequest } from '../../src/platform/http/pages.ts'
import { type Lang, type Say, words } from '../ui/words.ts'

/** One visitor at one page: what they sent, and how the page may ask and act for them. */
export type Visit = {
  request: PageRequest
  port: PagePort
  lang: Lang
  t: Say
  /** Address of a page in the visitor's language. */
  href: (path: string, query?: Record<string, string | undefined>) => string
  params: Record<string, string>
  query: Record<string, string>
  /** A form field's single value, trimmed; '' when absent. */
  field: (name: string) => string
  /** All values of a form field. */
  fields: (name: string) => string[]
  ask: PagePort['ask']
  act: PagePort['act']
  now: () => Date
  /** Addresses of built files by source name. */
  assets: Assets
}

/** `formsLeadTo`: another origin that sending this page's form may end at. */
export type PageAnswer = { body: ReactNode; status?: number; formsLeadTo?: string } | { goTo: string }
export type PageHandler = (visit: Visit) => Promise<PageAnswer>
export type CitizenPage = { path: string; pattern: RegExp; names: string[]; handler: PageHandler }

/** Declares one page of the citizen site. `path` may hold names: `/thu-tuc/:code`. Answers GET and POST alike. */
export function citizenPage(path: string, handler: PageHandler): CitizenPage {
  const names: string[] = []
  const source = path.replace(/:([a-z]+)/g, (_, name: string) => {
    names.push(name)
    return '([^/]+)'
  })
  return { path, pattern: new RegExp(`^${source}/?$`), names, handler }
}

/** The page of a path and the names read from it. */
export function findPage(pages: readonly CitizenPage[], path: string) {
  for (const page of pages) {
    const found = page.pattern.exec(path)
    if (!found) continue
    const params: Record<string, string> = {}
    for (const [at, name] of page.names.entries()) params[name] = decoded(found[at + 1] ?? '')
    return { page, params }
  }
  return null
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

export function visitOf(
  request: PageRequest,
  port: PagePort,
  assets: Assets,
  params: Record<string, string> = {},
): Visit {
  const { lang } = request
  const fields = (name: string) => {
    const value = request.form[name]
    return value === undefined ? [] : Array.isArray(value) ? value : [value]
  }
  return {
    request,
    port,
    lang,
    t: words(lang),
    href: (path, query) => address(lang, path, query),
    params,
    query: request.query,
    field: (name) => (fields(name)[0] ?? '').trim(),
    fields,
    ask: port.ask,
    act: port.act,
    now: port.now,
    assets,
  }
}

export function address(lang: Lang, path: string, query: Record<string, string | undefined> = {}): string {
  const base = lang === 'en' ? (path === '/' ? '/en/' : `/en${path}`) : path
  const given = Object.entries(query).filter((entry): entry is [string, string] => !!entry[1])
  return given.length === 0 ? base : `${base}?${new URLSearchParams(given)}`
}
