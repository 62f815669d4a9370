import { BlockList, isIP } from 'node:net'

/** Every range that is not somebody's public machine: IANA's special-purpose registries (RFC 6890 and what came after). */
const SPECIAL: readonly (readonly [range: string, prefix: number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  // Link-local: also where clouds answer with a machine's own secrets (169.254.169.254).
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
  ['::', 128],
  ['::1', 128],
  // Addresses that carry an IPv4 address somewhere inside lead to it: NAT64, 6to4, Teredo, the old compatible form.
  ['::', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
  ['5f00::', 16],
  ['100::', 64],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
]

const special = new BlockList()
for (const [range, prefix] of SPECIAL) special.addSubnet(range, prefix, range.includes(':') ? 'ipv6' : 'ipv4')

/** May a connector reach this address (as `net.isIP` reads it) without the installation having named its origin? */
export function isPublicAddress(address: string): boolean {
  const bare = address.split('%')[0] ?? ''
  const family = isIP(bare)
  if (family === 0) return false
  // Mapped addresses (::ffff:10.0.0.1) are checked as the IPv4 addresses they are.
  return !special.check(bare, family === 4 ? 'ipv4' : 'ipv6')
}
