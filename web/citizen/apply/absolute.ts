import type { Visit } from '../router.ts'

/** A page's whole address, for links people copy and codes they scan. */
export function absolute({ port }: Visit, path: string): string {
  return port.province.publicUrl.replace(/\/$/, '') + path
}
