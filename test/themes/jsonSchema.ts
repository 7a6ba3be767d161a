// JSON Schema (draft 07, which every editor reads) of a valibot shape, for the few words that our shapes use. Anything
// else throws: a schema that silently says less than the shape would be a lie.
import type { GenericSchema } from 'valibot'

type Json = Readonly<Record<string, unknown>>

interface Step {
  readonly kind: string
  readonly type: string
  readonly requirement?: unknown
  readonly description?: string
}

interface Shape extends Step {
  readonly pipe?: readonly Step[]
  readonly entries?: Readonly<Record<string, Shape>>
  readonly item?: Shape
  readonly value?: Shape
  readonly options?: readonly unknown[]
  readonly wrapped?: Shape
}

/** The schema that says the same as `shape`. */
export function jsonSchemaOf(shape: GenericSchema, title: string): Json {
  return { $schema: 'http://json-schema.org/draft-07/schema#', title, ...convert(shape as unknown as Shape) }
}

function convert(shape: Shape): Json {
  const [base, ...steps] = flatten(shape)
  return Object.assign({}, whole(base as Shape), ...steps.map((step) => refine(step, shape.type)))
}

/** A pipe may begin with a pipe. */
function flatten(shape: Shape): readonly Step[] {
  const [first, ...rest] = shape.pipe ?? []
  return first === undefined ? [shape] : [...flatten(first as Shape), ...rest]
}

function whole({ type, entries = {}, item, options = [], value }: Shape): Json {
  const properties = () =>
    Object.fromEntries(Object.entries(entries).map(([key, value]) => [key, convert(inner(value))]))
  const required = () => Object.keys(entries).filter((key) => entries[key]?.type !== 'optional')
  switch (type) {
    case 'string':
    case 'number':
    case 'boolean':
      return { type }
    case 'record':
      return { type: 'object', ...(value === undefined ? {} : { additionalProperties: convert(value) }) }
    case 'picklist':
      return { enum: options }
    case 'union':
      return { anyOf: options.map((option) => convert(option as Shape)) }
    case 'array':
      return { type, ...(item === undefined ? {} : { items: convert(item) }) }
    case 'object':
    case 'strict_object':
      return { type: 'object', properties: properties(), required: required(), additionalProperties: false }
    case 'loose_object':
      return { type: 'object', properties: properties(), required: required() }
    default:
      throw new Error(`No JSON Schema is known for ${type}.`)
  }
}

function inner(shape: Shape): Shape {
  return shape.type === 'optional' && shape.wrapped !== undefined ? shape.wrapped : shape
}

function refine({ type, requirement, description }: Step, of: string): Json {
  const length = of === 'array' ? 'Items' : 'Length'
  switch (type) {
    case 'description':
      return { description }
    case 'non_empty':
      return { [`min${length}`]: 1 }
    case 'min_value':
      return { minimum: requirement }
    case 'max_value':
      return { maximum: requirement }
    case 'min_length':
      return { [`min${length}`]: requirement }
    case 'max_length':
      return { [`max${length}`]: requirement }
    case 'regex':
      if (!(requirement instanceof RegExp) || requirement.flags !== '') throw new Error('JSON Schema knows no flags.')
      return { pattern: requirement.source }
    default:
      throw new Error(`No JSON Schema is known for ${type}.`)
  }
}
