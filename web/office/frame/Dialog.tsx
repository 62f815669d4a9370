import { type ReactNode, useEffect, useId, useRef } from 'react'

type Props = { opened: boolean; title: string; onClose: () => void; children: ReactNode }

/** The browser's own modal dialog: it keeps the focus, closes with Esc and gives the focus back. */
export function Dialog({ opened, title, onClose, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  useEffect(() => {
    if (opened) dialog.current?.showModal()
    else dialog.current?.close()
  }, [opened])
  return (
    <dialog ref={dialog} onClose={onClose} aria-labelledby={id} className="dialog">
      {opened && (
        <>
          <div className="dialog-head">
            <h2 id={id}>{title}</h2>
            <button type="button" className="plain-button" onClick={onClose}>
              Đóng
            </button>
          </div>
          {children}
        </>
      )}
    </dialog>
  )
}
