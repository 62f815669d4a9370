type Told = { place: number; seconds: number; again: number; english: boolean; styles: string[] }

/** The page of somebody who waits: their place, about how long, and that nothing needs to be done. No script. */
export function waitingPage({ place, seconds, again, english, styles }: Told): string {
  const words = english ? inEnglish(place, seconds, again) : inVietnamese(place, seconds, again)
  const links = styles.map((href) => `<link rel="stylesheet" href="${href}">`).join('')
  return `<!doctype html>
<html lang="${english ? 'en' : 'vi'}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${words.title}</title>${links}</head>
<body><main id="main"><h1>${words.title}</h1>
<p role="status">${words.place}</p><p>${words.wait}</p></main></body>
</html>`
}

const minutes = (seconds: number) => Math.ceil(seconds / 60)

function inVietnamese(place: number, seconds: number, again: number) {
  const about = seconds < 60 ? `${seconds} giây` : `${minutes(seconds)} phút`
  return {
    title: 'Đang có nhiều người truy cập',
    place: `Bạn đang ở vị trí <strong>${place}</strong> trong hàng, còn khoảng ${about}.`,
    wait: `Trang này tự tải lại sau ${again} giây. Xin đừng đóng trang: ai đến trước được vào trước.`,
  }
}

function inEnglish(place: number, seconds: number, again: number) {
  const about = seconds < 60 ? `${seconds} seconds` : `${minutes(seconds)} minutes`
  return {
    title: 'Many people are here just now',
    place: `You are number <strong>${place}</strong> in the queue, about ${about} to go.`,
    wait: `This page reloads by itself in ${again} seconds. Please keep it open: first come, first served.`,
  }
}
