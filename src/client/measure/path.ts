/** Where an element stands inside its slide, short enough to be read and exact enough to be found: `ul > li:nth-of-type(2)`. */
export function pathOf(element: Element, content: Element): string {
  const steps: string[] = []
  for (let at: Element | null = element; at !== null && at !== content && steps.length < deepest; at = at.parentElement)
    steps.unshift(stepOf(at))
  return steps.length === 0 ? 'section' : steps.join(' > ')
}

function stepOf(element: Element): string {
  const name = element.localName
  const twins = [...(element.parentElement?.children ?? [])].filter(({ localName }) => localName === name)
  return twins.length > 1 ? `${name}:nth-of-type(${twins.indexOf(element) + 1})` : name
}

const deepest = 4
