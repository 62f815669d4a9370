/** A stream of numbers that a seed fixes for ever (sfc32, seeded by FNV-1a): the same forecast on every machine. */
export type Random = {
  /** In [0, 1). */
  share(): number
  /** Exponentially distributed around `mean`; 0 for a mean of 0. */
  exponential(mean: number): number
}

export function randomOf(seed: string): Random {
  let a = hash(`${seed}:a`)
  let b = hash(`${seed}:b`)
  let c = hash(`${seed}:c`)
  let counter = 1
  const share = () => {
    const t = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + t
    return (t >>> 0) / 4294967296
  }
  // The first numbers still resemble the seed.
  for (let i = 0; i < 15; i += 1) share()
  return { share, exponential: (mean) => (mean === 0 ? 0 : -mean * Math.log(1 - share())) }
}

function hash(text: string): number {
  let h = 0x811c9dc5
  for (let i = 0; i < text.length; i += 1) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  return h | 0
}
