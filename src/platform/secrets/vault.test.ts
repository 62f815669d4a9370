import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openVault, vaultOf } from './vault.ts'

test('what is sealed opens again, and never twice alike', () => {
  const vault = vaultOf(randomBytes(32))
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), fc.string(), (name, secret) => {
      const sealed = vault.seal(name, secret)
      expect(vault.open(name, sealed)).toBe(secret)
      expect(vault.seal(name, secret)).not.toBe(sealed)
    }),
  )
})

test('another key, another name, a changed character: none opens it', () => {
  const vault = vaultOf(randomBytes(32))
  const sealed = vault.seal('totp.an', 'JBSWY3DPEHPK3PXP')
  expect(() => vaultOf(randomBytes(32)).open('totp.an', sealed)).toThrow()
  expect(() => vault.open('totp.binh', sealed)).toThrow()
  for (const at of [4, 24, sealed.length - 3]) {
    const changed = sealed.slice(0, at) + (sealed[at] === 'A' ? 'B' : 'A') + sealed.slice(at + 1)
    expect(() => vault.open('totp.an', changed)).toThrow()
  }
  expect(() => vault.open('totp.an', 'plain')).toThrow('not sealed')
})

test('the key of an installation is made once, readable by its user alone', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'tan-trao-vault-'))
  try {
    const sealed = openVault(dataDir).seal('a', 'giữ kín')
    expect(statSync(join(dataDir, 'master.key')).mode & 0o777).toBe(0o600)
    expect(openVault(dataDir).open('a', sealed)).toBe('giữ kín')
    writeFileSync(join(dataDir, 'master.key'), 'short')
    expect(() => openVault(dataDir)).toThrow('32 byte')
  } finally {
    rmSync(dataDir, { recursive: true })
  }
})
