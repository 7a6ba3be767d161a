/** CSS of the report. Colours have 4.5:1 and more in both schemes; an outline is never told by its colour alone. */
export const reportCss = `
:root { color-scheme: light dark; --ink: light-dark(#1b1d22, #e9ebef); --quiet: light-dark(#555b66, #a9b0bc); --paper: light-dark(#fff, #16181c); --card: light-dark(#f4f5f7, #1f2228); --error: light-dark(#b3261e, #ff8a80); --warning: light-dark(#8a5300, #ffc247); --info: light-dark(#0b5cad, #8fbcff) }
* { box-sizing: border-box }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', sans-serif }
main { max-width: 1100px; margin: 0 auto; padding: 32px 20px 64px }
h1 { font-size: 30px; line-height: 1.2; margin: 0 0 8px }
[hidden] { display: none !important }
.counts { display: flex; flex-wrap: wrap; gap: 8px 24px; list-style: none; margin: 12px 0; padding: 0 }
.counts b { font-size: 22px } .counts .error { color: var(--error) } .counts .warning { color: var(--warning) } .counts .info { color: var(--info) }
.filter { display: flex; flex-wrap: wrap; gap: 10px 20px; align-items: center; position: sticky; top: 0; z-index: 1; background: var(--paper); padding: 10px 0; border-bottom: 1px solid light-dark(#0002, #fff2) }
.filter select { font: inherit; min-height: 36px; max-width: 100% } output { color: var(--quiet); margin-left: auto }
h2 { font-size: 22px; margin: 40px 0 0 }
h3 { font-size: 18px; margin: 0 0 22px }
.file, .place { color: var(--quiet); font-size: 14px; margin: 0 }
article { display: grid; grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); gap: 0 24px; background: var(--card); border-radius: 10px; padding: 20px; margin: 20px 0 }
h3 { grid-column: 1 / -1 }
article > ol:only-of-type { margin: 0; padding-left: 24px }
article > h3 + ol { grid-column: 1 / -1 }
.picture { position: relative; align-self: start }
.picture img { display: block; width: 100%; height: auto; border-radius: 4px; box-shadow: 0 0 0 1px light-dark(#0002, #fff2) }
.box { position: absolute; outline: 3px solid; outline-offset: 2px; border-radius: 2px }
.box b { position: absolute; left: -4px; bottom: 100%; min-width: 20px; padding: 0 5px; font-size: 13px; line-height: 20px; text-align: center; border-radius: 4px 4px 4px 0; color: #fff }
.box.error { outline-color: #d92d20 } .box.error b { background: #b3261e }
.box.warning { outline-color: #c77700; outline-style: dashed } .box.warning b { background: #8a5300 }
.box.info { outline-color: #1a73e8; outline-style: dotted } .box.info b { background: #0b5cad }
li { margin: 0 0 14px } li p { margin: 0 }
li strong { text-transform: uppercase; font-size: 12px; letter-spacing: .04em }
.error strong { color: var(--error) } .warning strong { color: var(--warning) } .info strong { color: var(--info) }
code { color: var(--quiet); font-size: 13px } kbd { font-size: 14px; overflow-wrap: anywhere }
@media (max-width: 760px) { article { grid-template-columns: minmax(0, 1fr) } .picture { margin-bottom: 16px } }
@media print { .filter { display: none } body { font-size: 12px } article { break-inside: avoid; box-shadow: 0 0 0 1px #ccc } }
`
