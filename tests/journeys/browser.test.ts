import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkAccessibility, openBrowser } from './browser.ts'

let browser: Browser
let page: Page
beforeAll(async () => {
  browser = await openBrowser()
  page = await browser.newPage({ locale: 'vi-VN' })
})
afterAll(() => browser.close())

const body = '<main><h1>Tra cứu hồ sơ</h1><p>Nhập mã hồ sơ.</p></main>'

test('a page that everyone can read passes', async () => {
  await page.setContent(`<!doctype html><html lang="vi"><title>Tra cứu</title>${body}</html>`)
  await checkAccessibility(page, 'probe-good')
})

test('a page without a language or with pale text is named, element by element', async () => {
  await page.setContent(
    `<!doctype html><html><title>Tra cứu</title>${body}<main><p style="color:#bbb">nhạt</p></main></html>`,
  )
  const failure = checkAccessibility(page, 'probe-bad')
  await expect(failure).rejects.toThrow(
    /html-has-lang[\s\S]*color-contrast|color-contrast[\s\S]*html-has-lang/,
  )
})
