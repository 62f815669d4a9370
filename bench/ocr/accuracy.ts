/** The fewest letters to put in, take out or change to make one text of the other (Levenshtein 1965), over NFC. */
export function distance(read: string, written: string): number {
  const [a, b] = [[...read.normalize('NFC')], [...written.normalize('NFC')]]
  let before = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i]
    for (let j = 1; j <= b.length; j += 1)
      row[j] = Math.min(before[j]! + 1, row[j - 1]! + 1, before[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1))
    before = row
  }
  return before[b.length]!
}
