import type { BrowserContext, Page } from 'playwright-core'
import { expect } from 'vitest'
import { checkAccessibility } from './browser.ts'
import { browser, province } from './stage.ts'

const viewport = { width: 390, height: 844 }
const WAITS_MS = 10_000

/** A citizen's phone: 390 pixels wide and no JavaScript at all. */
export async function openPhone(): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ viewport, javaScriptEnabled: false, baseURL: province.url })
  const page = await context.newPage()
  page.setDefaultTimeout(WAITS_MS)
  return { context, page }
}

/** Looks at what the phone shows: axe needs timers, which a page without JavaScript does not have. */
let glass: Page | null = null

/** No accessibility violation, nothing cut off sideways, on the page as the phone shows it. Answers its HTML. */
export async function lookAt(page: Page, name: string): Promise<string> {
  const html = await page.content()
  glass ??= await browser.newPage({ viewport })
  await glass.unrouteAll()
  await glass.route(page.url(), (route) =>
    route.fulfill({ contentType: 'text/html; charset=utf-8', body: html }),
  )
  await glass.goto(page.url())
  await checkAccessibility(glass, name)
  const { scrollWidth, innerWidth } = await glass.evaluate(() => ({
    scrollWidth: document.documentElement.scrollWidth,
    innerWidth: window.innerWidth,
  }))
  expect(scrollWidth, `${name}: sideways`).toBeLessThanOrEqual(innerWidth)
  return html
}
