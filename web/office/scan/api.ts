import type { KeptPaperView } from '../../../src/blocks/document/model/kept-paper.ts'
import type { ScanView } from '../../../src/blocks/document/model/scan.ts'
import { act, upload, uuid } from '../api.ts'

/** The papers of that kind in a citizen's own store. Throws ApiProblem. */
export async function findStored(citizenNumber: string, requirement: string): Promise<KeptPaperView[]> {
  const body = { citizenNumber, requirement }
  return (await act<{ items: KeptPaperView[] }>('/papers/find', body, `papers.find.${uuid()}`)).items
}

/** Sends pages one after another, in order, and begins the scan. Throws ApiProblem. */
export async function beginScan(
  files: readonly File[],
  paper: { title: string; citizenNumber?: string | undefined },
  onSent: (count: number) => void,
): Promise<ScanView> {
  const hashes: string[] = []
  for (const file of files) {
    onSent(hashes.length)
    hashes.push((await upload(file)).hash)
  }
  const id = uuid()
  return act<ScanView>('/scans', { id, ...paper, files: hashes }, `scan.begin.${id}`)
}
