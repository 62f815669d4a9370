import type { NationalClaims } from '../port.ts'

const STYLE = `body{font:18px/1.56 system-ui,sans-serif;color:#1b1f23;background:#f7f5f0;margin:0}main{max-width:34rem;margin:0 auto;padding:24px 16px}
h1{font-size:26px;line-height:1.4}.note{border-left:4px solid #8a4b00;background:#fff4e0;padding:12px 16px}fieldset{border:0;padding:0;margin:16px 0}
label{display:flex;gap:12px;padding:12px;background:#fff;border:1px solid #d9d4c8;border-radius:4px;margin-top:8px}
input{width:24px;height:24px;flex:none;margin:2px 0 0;accent-color:#8a1c1c}button{font:inherit;font-weight:600;padding:12px 20px;border:1px solid #8a1c1c;border-radius:4px;background:#8a1c1c;color:#fff;margin-right:12px}
button.second{background:#fff;color:#8a1c1c}small{color:#555;font-size:16px}:focus-visible{outline:3px solid #ffb800;outline-offset:2px;box-shadow:0 0 0 2px #1b1f23}`

const escaped = (text: string) => text.replace(/[&<>"']/g, (each) => `&#${each.charCodeAt(0)};`)

const page = (title: string, body: string) =>
  `<!doctype html><html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escaped(title)}</title><style>${STYLE}</style></head><body><main>${body}</main></body></html>`

/** Who is it? Where the real one asks for a code from the telephone, this asks which fictitious person you are. */
export function choosePage(name: string, people: readonly NationalClaims[]): string {
  const choice = (person: NationalClaims, at: number) =>
    `<label><input type="radio" name="sub" value="${escaped(person.sub)}"${at === 0 ? ' checked' : ''}><span>${escaped(
      person.TenDoanhNghiep ?? person.HoVaTen ?? person.sub,
    )}<br><small>${
      person.TenDoanhNghiep
        ? `mã số thuế ${escaped(person.MaSoThue ?? '')}, người đại diện ${escaped(person.HoVaTen ?? '')}`
        : `số định danh ${escaped(person.SoDinhDanh ?? '')}, mức ${escaped(person.IAL ?? person.loAs ?? '')}`
    }</small></span></label>`
  return page(
    `${name} (giả lập)`,
    `<h1>${escaped(name)} (giả lập)</h1>
<p class="note">Đây không phải ${escaped(name)} thật. Mọi người dưới đây đều hư cấu; chọn một người để thử đăng nhập.</p>
<form method="post"><fieldset><legend>Bạn là ai?</legend>${people.map(choice).join('')}</fieldset>
<button name="go" value="yes">Đăng nhập</button><button class="second" name="go" value="no">Không đăng nhập</button></form>`,
  )
}

export function stoppedPage(name: string): string {
  return page(
    `${name} (giả lập)`,
    '<h1>Lần đăng nhập này đã hết hạn</h1><p>Hãy quay lại trang của tỉnh và đăng nhập lại.</p>',
  )
}
