import type { Page } from '../../model/page.js'
import { escapeAddress, escapeHtml } from '../page/escape.js'
import type { SchemeShow, ThemePreview, ThemeShow } from './themePreview.js'

/** Width of the sheet, in CSS pixels. */
export const contactSheetWidthPx = 1600

/** All slides in one theme and scheme on one page, to be pictured. It runs no script and asks for nothing. */
export function renderContactSheet(
  size: ThemePreview['size'],
  { name, title }: ThemeShow,
  { scheme, slides }: SchemeShow,
): Page {
  const dark = scheme === 'dark'
  const pictures = slides
    .map(
      ({ picture }, index) =>
        `<figure><img src="${escapeAddress(picture)}" alt="" width="${size.widthPx}" height="${size.heightPx}"><figcaption>${index + 1}</figcaption></figure>`,
    )
    .join('')
  const columns = slides.length > 12 ? 5 : slides.length > 4 ? 4 : 2
  return {
    html: `<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<style>
body{margin:0;width:${contactSheetWidthPx - 80}px;padding:36px 40px 40px;background:${dark ? '#1b1c1f' : '#e9e9eb'};color:${dark ? '#f1f2f4' : '#1b1c1f'};font:20px/1.3 system-ui,sans-serif}
h1{margin:0 0 24px;font-size:34px}
h1 span{font-weight:400;opacity:.75}
main{display:grid;grid-template-columns:repeat(${columns},1fr);gap:20px 20px}
figure{margin:0}
img{display:block;width:100%;height:auto;border-radius:4px;box-shadow:0 1px 6px rgb(0 0 0/.35)}
figcaption{font-size:15px;opacity:.8;padding-top:4px}
</style></head><body><h1>${escapeHtml(title)} <span>${scheme} · theme: ${escapeHtml(name)}</span></h1><main>${pictures}</main></body></html>
`,
  }
}
