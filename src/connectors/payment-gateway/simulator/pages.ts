import { formatMoney } from '../../../kernel/vietnamese.ts'

const safe = (text: string) => text.replace(/[&<>"]/g, (each) => `&#${each.charCodeAt(0)};`)

function page(title: string, body: string): string {
  return `<!doctype html><html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}</title><style>body{font:17px/1.5 sans-serif;max-width:30em;margin:2em auto;padding:0 16px;color:#111}
button{font:inherit;padding:10px 16px;margin:4px 0;width:100%;border:1px solid #555;background:#fff}
button.first{background:#124a8a;color:#fff;border-color:#124a8a}dt{color:#444}dd{margin:0 0 8px}</style></head>
<body><main><h1>${title}</h1>${body}</main></body></html>`
}

/** Where the payer would pay; here they choose what shall happen. */
export function payPage(order: { amount: number; bill: string; description: string }): string {
  return page(
    'Cổng thanh toán (giả lập)',
    `<p>Không có tiền thật nào được chuyển.</p>
<dl><dt>Nội dung</dt><dd>${safe(order.description)}</dd><dt>Mã thanh toán</dt><dd>${safe(order.bill)}</dd>
<dt>Số tiền</dt><dd><strong>${formatMoney(order.amount)}</strong></dd></dl>
<form method="post">
<button class="first" name="viec" value="pay">Thanh toán</button>
<button name="viec" value="lose">Thanh toán, nhưng tin báo bị mất</button>
<button name="viec" value="wrong">Thanh toán thiếu 1.000 đồng</button>
<button name="viec" value="none">Quay lại, chưa thanh toán</button>
</form>`,
  )
}

export function closedPage(text: string, back?: string): string {
  return page(
    'Cổng thanh toán (giả lập)',
    `<p>${text}</p>${back ? `<p><a href="${safe(back)}">Quay lại</a></p>` : ''}`,
  )
}
