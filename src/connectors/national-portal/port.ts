import type {
  FiledDossier,
  FiledSupplement,
  ToldDossier,
  ToldFile,
  ToldMove,
} from '../../blocks/dossier/model/exchange.ts'

/** Something a citizen did on the portal, as it came: `content` is the portal's own words. */
export type PortalEvent = {
  id: string
  kind: 'filed' | 'supplement'
  /** The portal's code of the dossier. */
  code: string | null
  content: Record<string, unknown>
}

/** The National Public Service Portal, as the rest of the system may ask it. Errors of every call: LineError. */
export type NationalPortal = {
  /** The portal's code for a dossier of ours; asked again, the same. */
  giveCode: (dossier: Pick<ToldDossier, 'code' | 'procedure' | 'agency'>) => Promise<string>
  /** Puts a file into a dossier there; the same content again is the same file. */
  upload: (portalCode: string, file: Omit<ToldFile, 'size'>, body: Uint8Array) => Promise<string>
  create: (
    portalCode: string,
    dossier: ToldDossier,
    status: number,
    fileIds: ReadonlyMap<string, string>,
  ) => Promise<void>
  progress: (portalCode: string, move: ToldMove) => Promise<void>
  status: (
    portalCode: string,
    seq: number,
    status: number,
    dossier: ToldDossier,
    resultFile: string | null,
  ) => Promise<void>
  /** What citizens filed since `cursor`. */
  events: (cursor: string | null) => Promise<{ events: PortalEvent[]; cursor: string | null }>
  file: (id: string) => Promise<Buffer>
  readFiled: (content: Record<string, unknown>) => FiledDossier
  readSupplement: (content: Record<string, unknown>) => FiledSupplement
}
