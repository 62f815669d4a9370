import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'

const screens = fileURLToPath(new URL('./screens/', import.meta.url))
const SYSTEM = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const QUIET = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** A headless Chromium of this machine; whoever opens it closes it. Fails with one sentence when there is none. */
export async function openBrowser(): Promise<Browser> {
  const browser = await chromium.launch(started())
  const open = browser.newContext.bind(browser)
  browser.newContext = async (options) => {
    const context = await open(options)
    await context.addInitScript(noteViolations)
    return context
  }
  return browser
}

/** One whose profile rests in a folder: what it keeps is there when it is opened again. */
export async function openPersistent(profile: string): Promise<BrowserContext> {
  const context = await chromium.launchPersistentContext(profile, {
    ...started(),
    locale: 'vi-VN',
    viewport: { width: 1440, height: 900 },
  })
  await context.addInitScript(noteViolations)
  return context
}

function started() {
  const root = process.getuid?.() === 0
  return {
    executablePath: findChromium() ?? installChromium(),
    // Chromium's own sandbox refuses to start for root.
    args: root ? ['--no-sandbox', ...QUIET] : QUIET,
  }
}

/** Runs in the page: what its content security policy kept out, for the check below. */
function noteViolations(): void {
  const kept: string[] = []
  Object.assign(window, { policyViolations: kept })
  document.addEventListener('securitypolicyviolation', (event) => {
    kept.push(
      `${event.effectiveDirective} kept out ${event.blockedURI} ${event.sample} (${event.sourceFile}:${event.lineNumber})`,
    )
  })
}

/** CHROMIUM_PATH, then the system's, then what playwright once downloaded. A wrong CHROMIUM_PATH is an error. */
function findChromium(): string | undefined {
  const named = process.env.CHROMIUM_PATH
  if (named) {
    if (existsSync(named)) return named
    throw new Error(`CHROMIUM_PATH names ${named}, which is not there.`)
  }
  const folders = ['/usr/bin', ...(process.env.PATH ?? '').split(':'), '/snap/bin']
  const system = folders.flatMap((folder) => SYSTEM.map((name) => join(folder, name)))
  return [...system, ...downloaded()].find((path) => existsSync(path))
}

function downloaded(): string[] {
  const cache = process.env.PLAYWRIGHT_BROWSERS_PATH ?? join(homedir(), '.cache', 'ms-playwright')
  if (!existsSync(cache)) return []
  return readdirSync(cache)
    .filter((name) => name.startsWith('chromium'))
    .flatMap((name) => [
      join(cache, name, 'chrome-linux', 'chrome'),
      join(cache, name, 'chrome-linux64', 'chrome'),
      join(cache, name, 'chrome-linux', 'headless_shell'),
    ])
}

function installChromium(): string {
  const wanted = 'journeys need a Chromium: install it, or set CHROMIUM_PATH to one'
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get'))
    throw new Error(`No Chromium found; ${wanted}.`)
  console.error('Installing Chromium with apt-get…')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', 'chromium']]) {
    const run = spawnSync('apt-get', args, { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
    if (run.status !== 0)
      throw new Error(`apt-get ${args[0]} failed (${run.stderr.trim().split('\n').at(-1)}); ${wanted}.`)
  }
  const found = findChromium()
  if (!found) throw new Error(`apt-get installed no Chromium; ${wanted}.`)
  return found
}

/**
 * Fails, naming each rule and element, when axe-core finds anything against WCAG 2.2 AA or good practice on the page as
 * it stands, and when the page tried what its own content security policy keeps out. With SCREENS=1 also saves it to tests/journeys/screens/ at 390 and 1440 pixels.
 */
export async function checkAccessibility(page: Page, name: string): Promise<void> {
  await page.waitForLoadState('load')
  await page.evaluate(() => document.fonts.ready.then(() => undefined))
  const keptOut: string[] = await page.evaluate(() => (window as any).policyViolations ?? [])
  if (keptOut.length > 0) throw new Error(`${name} breaks its own policy:\n${keptOut.join('\n')}`)
  // Evaluated through the debugger, so that the page's own content security policy stays as it is.
  await page.evaluate(axe)
  const violations: string[] = await page.evaluate(async (rules) => {
    const found = await (window as any).axe.run(document, { runOnly: { type: 'tag', values: rules } })
    return found.violations.map((violation: any) => {
      const places = violation.nodes.map(
        (node: any) => `    ${node.target.join(' ')}  ${node.html.slice(0, 200)}`,
      )
      return [`${violation.id}: ${violation.help}`, ...places].join('\n')
    })
  }, RULES)
  if (process.env.SCREENS === '1') await saveScreens(page, name)
  if (violations.length > 0)
    throw new Error(`${name} (${page.url()}) fails axe-core:\n${violations.join('\n')}`)
}

/** Pictures to look at; the viewport is put back as it was. */
async function saveScreens(page: Page, name: string): Promise<void> {
  const before = page.viewportSize()
  mkdirSync(screens, { recursive: true })
  for (const [width, height] of [
    [390, 844],
    [1440, 900],
  ] as const) {
    await page.setViewportSize({ width, height })
    await page.screenshot({ path: join(screens, `${name}-${width}.png`), fullPage: true })
  }
  if (before) await page.setViewportSize(before)
}
