import { areaShares } from './palette.js'

/**
 * How charts look, in terms of the theme's tokens: colours are custom properties, so that a drawing is the same in every scheme and
 * theme. It comes before the theme, which may say otherwise; themes without tokens get the second values.
 */
export const chartsCss = [
  'section{--chart-1:var(--c1,#0b5a9b);--chart-2:var(--c2,#9a3b0a);--chart-3:var(--c3,#0f6b4c);--chart-4:var(--c4,#7a2a7f)}',
  ...[1, 2, 3, 4].map(
    (at) => `section{--chart-${at + 4}:color-mix(in oklab,var(--chart-${at}) 52%,var(--chart-paper))}`,
  ),
  'section{--chart-paper:var(--paper,Canvas);--chart-ink:var(--ink,currentcolor);--chart-quiet:var(--muted,currentcolor);--chart-line:var(--line,color-mix(in oklab,currentcolor 22%,transparent));--chart-lit:var(--signal,#b3261e);--chart-lit-text:var(--signal-text,var(--chart-lit));--chart-dim:color-mix(in oklab,var(--chart-ink) 26%,var(--chart-paper))}',
  'section :where(.lectern-chart){position:relative;display:flex;flex:0 1 auto;flex-direction:column;min-height:0;margin:0;font-family:var(--chart-font,var(--font-text,inherit))}',
  'section :where(.lectern-chart)>svg{display:block;flex:0 1 auto;width:100%;height:auto;min-height:0;overflow:visible;direction:ltr;font-variant-numeric:tabular-nums lining-nums}',
  'section :where(.lectern-chart)>figcaption{flex:none;margin:0 0 12px;color:var(--chart-ink);font-size:28px;font-weight:650;line-height:34px}',
  'section :where(.lectern-chart)>.lc-source{flex:none;margin:8px 0 0;color:var(--chart-quiet);font-size:24px;line-height:32px}',
  'section :where(.lectern-chart)>.lc-table{position:absolute;z-index:-1;inset:auto auto 0 0;width:1px;height:1px;margin:0;border:0;color:var(--chart-paper);font-size:.25px;line-height:1;white-space:nowrap}',
  'section .lc-table :is(th,td){padding:0;border:0;background:none;color:inherit;font:inherit;text-align:start}',
  ...[1, 2, 3, 4].map((at) => {
    const share = areaShares[at - 1] ?? 1
    const area =
      share === 1 ? `var(--chart-${at})` : `color-mix(in oklab,var(--chart-${at}) ${share * 100}%,var(--chart-paper))`
    return `section .lc${at}{--lc:${area};--lcl:var(--chart-${at})}`
  }),
  ...[5, 6, 7, 8].map((at) => `section .lc${at}{--lc:var(--chart-${at});--lcl:var(--chart-${at})}`),
  'section .lc-lit{--lc:var(--chart-lit);--lcl:var(--chart-lit)}',
  'section .lc-dim{--lc:var(--chart-dim);--lcl:color-mix(in oklab,var(--chart-ink) 42%,var(--chart-paper))}',
  'section .lc-fill{fill:var(--lc)}',
  'section circle.lc-fill:not(.lc-dot){fill:var(--lcl)}',
  'section .lc-line{fill:none;stroke:var(--lcl);stroke-width:4.5px;stroke-linejoin:round;stroke-linecap:round}',
  'section .lc-line.lc-dim{stroke-width:3.5px}',
  'section .lc-area{fill-opacity:.82}',
  'section .lc-part,section .lc-dot{stroke:var(--chart-paper);stroke-width:2px}',
  'section .lc-point{fill-opacity:.86}',
  'section .lc-dot.lc-dim{fill:var(--lcl)}',
  'section :is(.lc-axis,.lc-row,.lc-name,.lc-value,.lc-note,.lc-inside){fill:var(--chart-ink);font-size:25px}',
  'section .lc-axis{fill:var(--chart-quiet)}',
  'section .lc-name{font-size:26px;font-weight:600}',
  'section .lc-value{font-size:27px;font-weight:600}',
  'section .lc-big{fill:var(--chart-ink);font-size:52px;font-weight:700}',
  'section .lc-strong{fill:var(--chart-ink);font-weight:700}',
  'section .lc-lit-text{fill:var(--chart-lit-text)}',
  'section .lc-text{fill:var(--lcl)}',
  'section .lc-text:is(.lc5,.lc6,.lc7,.lc8){fill:var(--chart-ink)}',
  'section .lc-text.lc-lit{fill:var(--chart-lit-text)}',
  'section .lc-text.lc-dim{fill:var(--chart-quiet);font-weight:450}',
  // White on what is darker than a luminance of 0.18, black on the rest: both read at 4.5:1.
  'section .lc-inside{fill:color(from var(--lc) xyz-d65 calc(.9505*clamp(0,(.18 - y)*100000,1)) calc(clamp(0,(.18 - y)*100000,1)) calc(1.089*clamp(0,(.18 - y)*100000,1)));font-weight:600}',
  'section .lc-grid{stroke:var(--chart-line);stroke-width:1px}',
  'section .lc-base{stroke:var(--chart-ink);stroke-width:2px}',
  'section .lc-tick{stroke:var(--chart-ink);stroke-width:1.5px}',
  'section .lc-join{stroke:var(--chart-dim);stroke-width:5px}',
  'section .lc-pointer{fill:none;stroke:var(--chart-quiet);stroke-width:1.5px}',
  'section .lc-ring{fill:var(--chart-paper);stroke:var(--chart-ink);stroke-width:2.5px}',
  'section .lc-break{fill:none;stroke:var(--chart-ink);stroke-width:2px}',
  // They grow when the slide is shown, for whoever has not asked for less motion; paper and pictures have the whole chart.
  '@media screen and (prefers-reduced-motion:no-preference){section .lc-up{animation:lectern-chart-up .7s cubic-bezier(.2,.7,.2,1) backwards;transform-box:fill-box;transform-origin:50% 100%}section .lc-up.lc-down{transform-origin:50% 0}section .lc-right{animation:lectern-chart-right .7s cubic-bezier(.2,.7,.2,1) backwards;transform-box:fill-box;transform-origin:0 50%}section .lc-right.lc-left{transform-origin:100% 50%}section .lc-wipe{animation:lectern-chart-wipe .9s ease-out backwards}section :is(.lc-part,.lc-dot,.lc-in){animation:lectern-chart-in .6s ease-out backwards}}',
  '@keyframes lectern-chart-up{from{transform:scaleY(0)}}',
  '@keyframes lectern-chart-right{from{transform:scaleX(0)}}',
  '@keyframes lectern-chart-wipe{from{clip-path:inset(-20px 100% -20px -20px)}to{clip-path:inset(-20px)}}',
  '@keyframes lectern-chart-in{from{opacity:0}}',
].join('\n')
