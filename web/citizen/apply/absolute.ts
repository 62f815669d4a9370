import type { Visit } from '../router.ts'

/** A page's whole address, for links people copy and codes they scan; the path alone when the host names no address. */
export function absolute({ port }: Visit, path: string): string {
  const { publicUrl = '' } = port.province as { publicUrl?: string }
  return publicUrl.replace(/\/$/, '') + path
}
