export type Viewed = { hash: string; name: string; mediaType: string; paper: string }

/** The scan beside the form: pictures and PDF are shown here, anything else is offered for download. */
export function Viewer({ code, viewed, onClose }: { code: string; viewed: Viewed; onClose: () => void }) {
  const source = `/api/dossiers/${code}/files/${viewed.hash}`
  return (
    <section className="viewer" aria-label={`Tệp ${viewed.name}`}>
      <header>
        <h2>{viewed.paper}</h2>
        <a href={source} target="_blank" rel="noreferrer">
          Mở trong trang mới
        </a>
        <button type="button" className="plain-button" onClick={onClose}>
          Đóng
        </button>
      </header>
      {viewed.mediaType.startsWith('image/') ? (
        <div className="viewer-image">
          <img src={source} alt={`${viewed.paper}: ${viewed.name}`} />
        </div>
      ) : viewed.mediaType === 'application/pdf' ? (
        <iframe src={source} title={`${viewed.paper}: ${viewed.name}`} />
      ) : (
        <p className="empty">Loại tệp này không xem được ngay tại đây; hãy mở trong trang mới để tải về.</p>
      )}
    </section>
  )
}
