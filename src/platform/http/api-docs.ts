import type { Operation } from '../command/declare.ts'
import { splitRoute } from '../command/openapi.ts'
import type { Registry } from '../command/registry.ts'

const plainText = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** The API as a page: what there is, who may, and where the machine-readable description lies. No script. */
export function apiDocs(registry: Registry): string {
  const groups = Map.groupBy(registry.all(), (operation) => operation.name.split('.')[0] ?? '')
  const sections = [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([noun, operations]) => section(noun, operations))
  return `<!doctype html><html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>API Tân Trào</title>
<style>body{font:16px/1.6 system-ui,sans-serif;color:#1B1F23;background:#F7F5F0;margin:0 auto;max-width:72rem;padding:24px}
table{border-collapse:collapse;width:100%;background:#fff}td,th{border:1px solid #D9D4C8;padding:8px;text-align:left;vertical-align:top}
code{font-size:14px;overflow-wrap:anywhere}a{color:#0B5D4B}</style></head><body><main>
<h1>API Tân Trào</h1>
<p>Mô tả cho máy: <a href="/api/openapi.json">/api/openapi.json</a> (OpenAPI 3.1; operationId là tên của lệnh hoặc câu hỏi).
Hệ thống lấy mã truy cập ở <code>/oidc/token</code> bằng client_credentials; mỗi lệnh gửi kèm <code>Idempotency-Key</code>.
Lỗi theo RFC 9457 (problem+json) với <code>code</code>, <code>detail</code> tiếng Việt và <code>errors[]</code>.</p>
${sections.join('\n')}</main></body></html>`
}

function section(noun: string, operations: readonly Operation[]): string {
  const rows = operations.map((operation) => {
    const { method, path } = splitRoute(operation)
    const cells = [
      `<code>${plainText(operation.name)}</code>`,
      `<code>${method} /api${plainText(path)}</code>`,
      plainText(operation.summary),
      `<code>${plainText(operation.permission)}</code>`,
    ]
    return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`
  })
  return `<section><h2>${plainText(noun)}</h2><table><thead><tr><th scope="col">Tên</th><th scope="col">Địa chỉ</th><th scope="col">Việc</th><th scope="col">Quyền</th></tr></thead><tbody>${rows.join('')}</tbody></table></section>`
}
