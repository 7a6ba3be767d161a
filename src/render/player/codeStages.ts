import type { Frame } from '../paper/frames.js'

// Code that steps through its lines (```` ```js {1|2-3} ````) stands in a slide's HTML as its last stage. A frame of an
// earlier step gets the stage that a screen shows then (`client/player/codeLines.ts`).

/** The frame's slide with the lines of its code pointed at as they are at its step. */
export function atStage({ slide, step }: Frame): Frame['slide'] {
  if (step === undefined || !slide.facts.hasCodeSteps) return slide
  return { ...slide, html: slide.html.replace(stepped, (block: string) => pointed(block, step)) }
}

const stepped = /<pre data-lectern-lines="[^"]*" data-lectern-from="\d+".*?<\/pre>/gs

function pointed(block: string, step: number): string {
  const [, written = '', from = '0'] = /lines="([^"]*)" data-lectern-from="(\d+)"/.exec(block) ?? []
  const stages = written.split('|')
  const stage = stages[Math.min(Math.max(step - Number(from), 0), stages.length - 1)] ?? ''
  const ranges = Array.from(stage.matchAll(/(\d+)(?:-(\d+))?/g), ([, first, last = first]) => [first, last].map(Number))
  let line = 0
  const html = block.replace(/<span class="line(?: highlighted)?"/g, () => {
    line += 1
    const isPointed = ranges.some(([first = 0, last = 0]) => line >= first && line <= last)
    return `<span class="line${isPointed ? ' highlighted' : ''}"`
  })
  return ranges.length === 0 ? html : html.replace('<pre', '<pre data-lectern-pointed')
}
