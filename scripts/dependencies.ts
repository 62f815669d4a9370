import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Kinds of licence a part may carry. bpmn-js has its own text: MIT with the watermark that stays (decision 0016). */
const ALLOWED =
  /^(MIT|MIT-0|ISC|0BSD|Apache-2\.0|BSD-[23]-Clause|MPL-2\.0|OFL-1\.1|BlueOak-1\.0\.0|CC0-1\.0|Python-2\.0|Unlicense|Zlib)$/
const READ_BY_HAND: Record<string, string> = { 'bpmn-js': '' }
const AUDIT_MS = 20_000

type Component = {
  name: string
  version: string
  group?: string
  licenses?: { license?: { id?: string; name?: string }; expression?: string }[]
}

/**
 * What the product is made of: writes the bill of materials (CycloneDX) to .cache/sbom.cdx.json, and answers one line for
 * each part whose licence is not of the allowed kinds and each shipped part with a known grave weakness. Without a registry
 * that answers, weaknesses can't be asked for; .cache/audit.txt says so.
 */
export function doubtfulDependencies(root: string): string[] {
  const bill = npm(root, ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'])
  if (bill.status !== 0) return [`npm sbom: ${bill.stderr.trim()}`]
  mkdirSync(join(root, '.cache'), { recursive: true })
  writeFileSync(join(root, '.cache', 'sbom.cdx.json'), bill.stdout)
  const { components } = JSON.parse(bill.stdout) as { components: Component[] }
  return [...components.flatMap(foreignLicence), ...knownWeaknesses(root)]
}

function foreignLicence(part: Component): string[] {
  const name = part.group ? `${part.group}/${part.name}` : part.name
  const licence = (part.licenses ?? [])
    .map((each) => each.expression ?? each.license?.id ?? each.license?.name ?? '')
    .join(' AND ')
  if (READ_BY_HAND[name] === licence || allowed(licence)) return []
  return [`${name} ${part.version}: licence ${licence || 'unknown'} is not of the allowed kinds`]
}

/** Of alternatives one allowed licence is enough; of several that hold together each must be. */
function allowed(expression: string): boolean {
  const plain = expression.replaceAll(/[()]/g, '')
  return plain.split(' AND ').every((part) => part.split(' OR ').some((each) => ALLOWED.test(each.trim())))
}

function knownWeaknesses(root: string): string[] {
  const asked = npm(root, ['audit', '--package-lock-only', '--omit=dev', '--json'], AUDIT_MS)
  let told: { vulnerabilities?: Record<string, { severity: string; via: unknown[] }> } = {}
  try {
    told = JSON.parse(asked.stdout)
  } catch {
    // Not an answer: said below.
  }
  const answered = told.vulnerabilities !== undefined
  writeFileSync(
    join(root, '.cache', 'audit.txt'),
    `${new Date().toISOString()} ${answered ? 'asked' : 'the registry did not answer'}\n`,
  )
  return Object.entries(told.vulnerabilities ?? {})
    .filter(([, { severity }]) => severity === 'high' || severity === 'critical')
    .map(([name, { severity, via }]) => `${name}: ${severity} weakness ${titleOf(via)}`)
}

function titleOf(via: unknown[]): string {
  const [first] = via.filter((each): each is { title: string } => typeof each === 'object' && each !== null)
  return first?.title ?? ''
}

function npm(root: string, args: string[], timeout = 60_000) {
  return spawnSync('npm', args, { cwd: root, encoding: 'utf8', timeout, maxBuffer: 64 * 1024 * 1024 })
}
