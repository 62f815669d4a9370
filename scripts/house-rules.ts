import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'

const LONGEST = 300
/** A name that says nothing: the room could hold anything, so in time it does. */
const VAGUE = /^(utils?|helpers?|common|misc|manager|service)s?(\.[a-z.]+)?$/i
const REASON = /^\/\/ over 300 lines because \S/m

/** What CONTRIBUTING.md asks and no other tool sees, one sentence each. */
export function brokenRules(root: string): string[] {
  const broken: string[] = []
  for (const top of ['src', 'web', 'demo', 'tests', 'bench', 'scripts']) {
    if (!existsSync(join(root, top))) continue
    for (const entry of readdirSync(join(root, top), { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name)
      const shown = path.slice(root.length + 1)
      if (VAGUE.test(basename(entry.name)))
        broken.push(`${shown}: a name that says nothing; name what it holds`)
      if (!entry.isFile() || !/\.tsx?$/.test(entry.name)) continue
      if (top === 'src' || top === 'web') broken.push(...ofSource(shown, readFileSync(path, 'utf8')))
    }
  }
  return broken
}

function ofSource(path: string, text: string): string[] {
  const broken: string[] = []
  const lines = text.replace(/\n$/, '').split('\n')
  if (lines.length > LONGEST && !REASON.test(lines.slice(0, 3).join('\n')))
    broken.push(
      `${path}: ${lines.length} lines; split it, or begin with "// over ${LONGEST} lines because …"`,
    )
  const printing = lines.findIndex((line) => /\bconsole\.log\(/.test(line) && !/^\s*(\/\/|\*)/.test(line))
  if (path.startsWith('src/') && !/\.test\.ts$/.test(path) && printing >= 0)
    broken.push(`${path}:${printing + 1}: console.log; use the logger that is passed in`)
  return broken
}
