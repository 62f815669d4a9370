import { type ReactNode, useEffect, useId, useRef } from 'react'

type Props = { opened: boolean; title: string; onClose: () => void; children: ReactNode }

/** The browser's own modal dialog: it keeps the focus, closes with Esc and gives the focus back. */
export function Dialog({ opened, title, onClose, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  useEffect(() => {
    if (!opened) return dialog.current?.close()
    dialog.current?.showModal()
    // Otherwise the first thing in it has the focus: the button that closes it.
    dialog.current?.querySelector<HTMLElement>('[data-first]')?.focus()
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
