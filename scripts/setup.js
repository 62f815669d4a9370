// Makes a fresh clone ready: the pinned Node, the packages, the web build. Plain JS that runs on Node >= 20 with only
// node: imports, because it runs before anything is installed. Silent when there is nothing to do; speaks on stderr.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  accessSync,
  constants,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { homedir } from 'node:os'
import { basename, delimiter, dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { alone, Refusal, readIfThere } from './alone.js'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const at = (...parts) => join(root, ...parts)
const say = (sentence) => process.stderr.write(`${sentence}\n`)

/** The exact Node of package-lock.json, as an npm package of this platform; null where none is published for it. */
function pinnedNode(lock) {
  const name = `node-${process.platform}-${process.arch}`
  const entry = lock.packages[`node_modules/${name}`]
  return entry ? { name, version: entry.version, entry } : null
}

/** Step one: that Node alone, checked by the lockfile's own integrity hash. Step two is run by it. */
function installNode(pinned) {
  const binary = at('.node', 'node_modules', pinned.name, 'bin', 'node')
  if (existsSync(binary) && readIfThere(at('.node', 'version')) === pinned.version) return binary
  say(`Đang cài Node ${pinned.version}…`)
  const named = { private: true, dependencies: { [pinned.name]: pinned.version } }
  const packages = { '': named, [`node_modules/${pinned.name}`]: { ...pinned.entry, optional: undefined } }
  const lock = { name: 'node', lockfileVersion: 3, requires: true, packages }
  madeAside(at('.cache', `node.${process.pid}`), (making) => {
    writeFileSync(join(making, 'package.json'), JSON.stringify(named))
    writeFileSync(join(making, 'package-lock.json'), JSON.stringify(lock))
    npmInstall(process.execPath, making, lock)
    writeFileSync(join(making, 'version'), pinned.version)
    swap(making, at('.node'))
  })
  return binary
}

/** Step two: every package, in a folder aside that takes the place of node_modules only when it is whole. */
function installPackages(node, lock, wanted) {
  say('Đang cài các gói phần mềm…')
  madeAside(at('.cache', `packages.${process.pid}`), (making) => {
    for (const name of ['package.json', 'package-lock.json']) copyFileSync(at(name), join(making, name))
    npmInstall(node, making, lock)
    writeFileSync(join(making, 'node_modules', '.installed'), wanted)
    swap(join(making, 'node_modules'), at('node_modules'))
  })
}

function madeAside(folder, make) {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  try {
    make(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function swap(made, place) {
  const old = at('.cache', `old.${process.pid}`)
  if (existsSync(place)) renameSync(place, old)
  renameSync(made, place)
  rmSync(old, { recursive: true, force: true })
}

/**
 * What `npm ci` promises, by `npm install --no-save` and a comparison afterwards: `npm ci` itself refuses the lockfile
 * when the registry does not carry some optional package of another platform. Run by the given Node, because npm under
 * an older one silently picks older packages.
 */
function npmInstall(node, cwd, lock) {
  copyFileSync(at('.npmrc'), join(cwd, '.npmrc'))
  const own = process.env.npm_execpath
  const direct = own && basename(own) === 'npm-cli.js' && existsSync(own)
  const [program, ...first] = direct ? [node, own] : ['npm']
  const env = { ...process.env, PATH: [dirname(node), process.env.PATH].join(delimiter) }
  // The outer npm tells its children about its own project and run; this one is about another folder.
  const outer =
    /^(npm_(package|lifecycle|command|config_(local_prefix|prefix|global$|omit|include|dry_run|argv|save))|NODE_ENV$)/i
  for (const key of Object.keys(env)) if (outer.test(key)) delete env[key]
  if (!mayWrite(homedir())) env.npm_config_cache = at('.cache', 'npm')
  const flags = ['--no-save', '--ignore-scripts', '--no-progress', '--prefer-offline']
  const run = spawnSync(program, [...first, 'install', ...flags], {
    cwd,
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 1 << 26,
  })
  if (run.error)
    throw new Refusal(
      `Cài đặt dừng lại: không chạy được npm (${run.error.message}); hãy cài npm rồi chạy lại.`,
    )
  if (run.status !== 0) {
    say(run.stderr.trim().split('\n').slice(-12).join('\n'))
    const reason = run.stderr.match(/^npm (?:error|ERR!) code (.+)$/m)?.[1] ?? `mã thoát ${run.status}`
    throw new Refusal(
      `Cài đặt dừng lại: npm không cài được (${reason}); hãy kiểm tra mạng và kho gói rồi chạy lại.`,
    )
  }
  const wrong = difference(lock, join(cwd, 'node_modules'))
  if (wrong)
    throw new Refusal(
      `Cài đặt dừng lại: gói ${wrong} không đúng như package-lock.json; hãy chạy npm install để sửa.`,
    )
}

/** The first package that is not there as the lockfile says, or is there though it does not; null when all agree. */
function difference(lock, folder) {
  const record = readIfThere(join(folder, '.package-lock.json'))
  if (record === null) return basename(folder)
  const there = JSON.parse(record).packages
  const pinned = pinnedNode(lock)
  const { '': _, ...listed } = lock.packages
  for (const [name, entry] of Object.entries(listed)) {
    const found = there[name]
    const needed = !entry.optional || name === `node_modules/${pinned?.name}`
    if (!found && !needed) continue
    if (found?.version !== entry.version || found.integrity !== entry.integrity) return name
  }
  return Object.keys(there).find((name) => !listed[name] && !there[name].optional) ?? null
}

/** node_modules is right when our stamp names this lockfile and platform, or npm's own record agrees with the lockfile. */
function packagesReady(lock, wanted) {
  const found = readIfThere(at('node_modules', '.installed'))
  if (found !== null) return found === wanted
  if (difference(lock, at('node_modules'))) return false
  writeFileSync(at('node_modules', '.installed'), wanted)
  return true
}

/** What the web build is made of: the surfaces, what of src they may import, the packages, and the build itself. */
function webSources() {
  const files = [
    at('package-lock.json'),
    at('scripts', 'build-web.ts'),
    at('src', 'platform', 'http', 'pages.ts'),
  ]
  const walk = (folder) => {
    if (!existsSync(folder)) return
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) walk(path)
      else if (!/\.test\.tsx?$|\.md$/.test(entry.name)) files.push(path)
    }
  }
  for (const folder of ['web', 'src/kernel', 'src/blocks/procedure/fields']) walk(at(folder))
  const blocks = at('src', 'blocks')
  for (const block of existsSync(blocks) ? readdirSync(blocks) : []) {
    files.push(join(blocks, block, 'contract.ts'))
    walk(join(blocks, block, 'model'))
  }
  return files.filter(existsSync).sort()
}

function webHash() {
  const hash = createHash('sha256')
  for (const file of webSources()) {
    const content = createHash('sha256').update(readFileSync(file)).digest('hex')
    hash.update(`${relative(root, file)} ${content}\n`)
  }
  return hash.digest('hex').slice(0, 16)
}

function webReady(hash) {
  const current = readIfThere(at('.built', 'current'))
  return (
    current !== null && JSON.parse(current).folder === hash && existsSync(at('.built', hash, 'assets.json'))
  )
}

function buildWeb(node, hash) {
  say('Đang dựng các trang web…')
  madeAside(at('.cache', `web.${process.pid}`), (making) => {
    const run = spawnSync(node, [at('scripts', 'build-web.ts'), making], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NODE_ENV: 'production' },
    })
    if (run.status !== 0) {
      say((run.stdout + run.stderr).trim().split('\n').slice(-30).join('\n'))
      throw new Refusal(
        'Cài đặt dừng lại: không dựng được các trang web trong thư mục web/; lỗi ở ngay trên.',
      )
    }
    const before = readIfThere(at('.built', 'current'))
    mkdirSync(at('.built'), { recursive: true })
    swap(making, at('.built', hash))
    const naming = at('.cache', `current.${process.pid}`)
    writeFileSync(naming, `${JSON.stringify({ folder: hash })}\n`)
    renameSync(naming, at('.built', 'current'))
    // The one before, and any of the last day, stay for a server that is still running on it.
    const keep = new Set([hash, 'current', before && JSON.parse(before).folder])
    const yesterday = Date.now() - 86_400_000
    for (const name of readdirSync(at('.built'))) {
      if (!keep.has(name) && statSync(at('.built', name)).mtimeMs < yesterday)
        rmSync(at('.built', name), { recursive: true, force: true })
    }
  })
}

function mayWrite(folder) {
  try {
    accessSync(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}

function setUp() {
  const major = Number(process.versions.node.split('.')[0])
  if (major < 20) throw new Refusal(`Cần Node 20 trở lên; máy này đang dùng Node ${process.versions.node}.`)
  const text = readFileSync(at('package-lock.json'), 'utf8')
  const lock = JSON.parse(text)
  const pinned = pinnedNode(lock)
  if (!pinned && major < 24)
    throw new Refusal(
      `Cần Node 24 trên ${process.platform}-${process.arch}; máy này đang dùng Node ${process.versions.node}.`,
    )
  const wanted = `${createHash('sha256').update(text).digest('hex')} ${process.platform}-${process.arch}`
  const hash = webHash()
  if (packagesReady(lock, wanted) && webReady(hash)) return
  if (!mayWrite(root))
    throw new Refusal(`Không ghi được vào thư mục ${root}; hãy chạy bằng người dùng sở hữu thư mục này.`)
  alone(at('.cache'), say, () => {
    if (!packagesReady(lock, wanted))
      installPackages(pinned ? installNode(pinned) : process.execPath, lock, wanted)
    if (!webReady(hash)) buildWeb(pinned ? at('node_modules', '.bin', 'node') : process.execPath, hash)
  })
}

try {
  setUp()
} catch (error) {
  say(error instanceof Refusal || error.code ? error.message : error.stack)
  process.exit(1)
}
