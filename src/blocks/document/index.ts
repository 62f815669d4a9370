export { upload } from './commands/upload.ts'
export { type LetterKind, renderLetter } from './letters/letters.ts'
export { filesByHash, keepFile } from './stored-files.ts'
