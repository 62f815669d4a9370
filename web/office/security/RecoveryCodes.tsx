import { Button } from '@mantine/core'
import { useEffect, useRef } from 'react'

/** Ten codes, shown this once. */
export function RecoveryCodes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const text = codes.join('\n')
  return (
    <section className="soon-box stack recovery" aria-labelledby="recovery">
      <h2 id="recovery" ref={heading} tabIndex={-1}>
        Mười mã dự phòng: chỉ hiện lần này
      </h2>
      <p>In hoặc chép ra giấy, cất chỗ riêng. Mất thiết bị thì mỗi mã thay được một lần xác thực.</p>
      <ol className="recovery-codes">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <div className="buttons">
        <Button onClick={onKept}>Tôi đã cất mã</Button>
        <a
          className="plain-button"
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`}
          download="ma-du-phong.txt"
        >
          Tải về
        </a>
        <button type="button" className="plain-button" onClick={() => window.print()}>
          In
        </button>
      </div>
    </section>
  )
}
