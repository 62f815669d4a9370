import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'

/** For the tests: each page's text as a reader would copy it, lines joined by one space. */
export async function extractedPages(pdf: Uint8Array): Promise<string[]> {
  const task = getDocument({ data: pdf.slice(), verbosity: 0 })
  const document = await task.promise
  const pages: string[] = []
  for (let number = 1; number <= document.numPages; number++) {
    const { items } = await (await document.getPage(number)).getTextContent()
    const text = items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('')
    pages.push(text.replace(/\s+/g, ' ').trim())
  }
  await task.destroy()
  return pages
}

/** For the tests: the file's XMP packet, where PDF/A is declared. */
export function xmp(pdf: Uint8Array): string {
  const text = Buffer.from(pdf).toString('utf8')
  return text.slice(text.indexOf('<?xpacket begin'), text.indexOf('<?xpacket end'))
}
