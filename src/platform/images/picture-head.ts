/** What a picture says of itself before it is decoded; the decoder itself turns it as EXIF says. */
export type PictureHead = { width: number; height: number; dpi: number | null }

/** Reads the head of a JPEG or PNG; null when it is neither or broken off. Decodes nothing. */
export function pictureHead(bytes: Uint8Array): PictureHead | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    if (view.getUint32(0) === 0x89504e47) return pngHead(view)
    if (view.getUint16(0) === 0xffd8) return jpegHead(view)
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
  return null
}

function pngHead(view: DataView): PictureHead {
  const head = {
    width: view.getUint32(16),
    height: view.getUint32(20),
    dpi: null as number | null,
  }
  for (let at = 8; at + 12 < view.byteLength; ) {
    const [size, kind] = [view.getUint32(at), view.getUint32(at + 4)]
    // pHYs: dots a metre.
    if (kind === 0x70485973 && view.getUint8(at + 16) === 1) head.dpi = view.getUint32(at + 8) * 0.0254
    if (kind === 0x49444154) break
    at += size + 12
  }
  return head
}

const FRAMES = new Set([0xc0, 0xc1, 0xc2, 0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf])

function jpegHead(view: DataView): PictureHead | null {
  let dpi: number | null = null
  for (let at = 2; at + 4 < view.byteLength; ) {
    if (view.getUint8(at) !== 0xff) return null
    const marker = view.getUint8(at + 1)
    if (marker === 0xff) {
      at += 1
      continue
    }
    const size = view.getUint16(at + 2)
    if (FRAMES.has(marker)) return { height: view.getUint16(at + 5), width: view.getUint16(at + 7), dpi }
    if (marker === 0xe0 && view.getUint32(at + 4) === 0x4a464946) {
      const unit = view.getUint8(at + 11)
      if (unit === 1) dpi = view.getUint16(at + 12)
      if (unit === 2) dpi = view.getUint16(at + 12) * 2.54
    }
    at += 2 + size
  }
  return null
}
