// Functions of PDF's type 4 are little PostScript programs (ISO 32000-1, 7.10.5). This runs the part of the language that
// Skia writes for gradients.

type Program = readonly (number | string | Program)[]

/** Reads a program. Gives nothing for one with an operator that gradients do not have. */
export function readCalculator(code: string): ((input: readonly number[]) => number[]) | undefined {
  const tokens = code.match(/[{}]|[^\s{}]+/g) ?? []
  let at = 0
  let isKnown = tokens[0] === '{'
  const read = (): Program => {
    const program: (number | string | Program)[] = []
    for (at += 1; at < tokens.length && tokens[at] !== '}'; at += 1) {
      const token = tokens[at] ?? ''
      if (token === '{') program.push(read())
      else if (/^[-+.\d]/.test(token)) program.push(Number(token))
      else {
        if (!operators.has(token) && token !== 'if' && token !== 'ifelse') isKnown = false
        program.push(token)
      }
    }
    return program
  }
  const program = read()
  if (!isKnown) return undefined
  return (input) => {
    const stack = [...input]
    run(program, stack)
    return stack
  }
}

function run(program: Program, stack: number[]): void {
  program.forEach((step, at) => {
    if (typeof step === 'number') stack.push(step)
    else if (step === 'if') {
      if (stack.pop()) run(blockAt(program, at - 1), stack)
    } else if (step === 'ifelse') run(blockAt(program, stack.pop() ? at - 2 : at - 1), stack)
    else if (typeof step === 'string') operators.get(step)?.(stack)
  })
}

function blockAt(program: Program, at: number): Program {
  const block = program[at]
  return Array.isArray(block) ? block : []
}

const binary =
  (apply: (a: number, b: number) => number) =>
  (stack: number[]): void => {
    const b = stack.pop() ?? 0
    stack.push(apply(stack.pop() ?? 0, b))
  }
const unary =
  (apply: (a: number) => number) =>
  (stack: number[]): void => {
    stack.push(apply(stack.pop() ?? 0))
  }

const operators: ReadonlyMap<string, (stack: number[]) => void> = new Map([
  ['add', binary((a, b) => a + b)],
  ['sub', binary((a, b) => a - b)],
  ['mul', binary((a, b) => a * b)],
  ['div', binary((a, b) => (b === 0 ? 0 : a / b))],
  ['le', binary((a, b) => Number(a <= b))],
  ['lt', binary((a, b) => Number(a < b))],
  ['ge', binary((a, b) => Number(a >= b))],
  ['gt', binary((a, b) => Number(a > b))],
  ['and', binary((a, b) => a & b)],
  ['abs', unary(Math.abs)],
  ['sqrt', unary(Math.sqrt)],
  ['truncate', unary(Math.trunc)],
  ['pop', (stack) => void stack.pop()],
  ['dup', (stack) => void stack.push(stack.at(-1) ?? 0)],
  ['exch', (stack) => void stack.push(...stack.splice(-2).reverse())],
  [
    'roll',
    (stack) => {
      const by = stack.pop() ?? 0
      const count = stack.pop() ?? 0
      const rolled = stack.splice(-count)
      const from = (((-by % count) + count) % count) | 0
      stack.push(...rolled.slice(from), ...rolled.slice(0, from))
    },
  ],
])
