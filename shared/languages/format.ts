/** Turns a template of a language file and its values into text. Templates are ICU messages: https://unicode-org.github.io/icu/userguide/format_parse/messages/ */
import { IntlMessageFormat } from 'intl-messageformat'

export type Values = Readonly<Record<string, string | number | Date>>

/** A template that cannot be read, or that asks for a value that is not there. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError'
  /** Where it cannot be read, in UTF-16 units from its beginning. */
  readonly at: number | undefined

  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause })
    this.at = readOffset(cause)
  }
}

const read = new Map<string, IntlMessageFormat>()
/** Streamers write templates too, so those that are remembered have a limit. */
const mostRemembered = 5_000

/**
 * The text in a language, such as `en`. Text stands as it is: it is never read as a template or as markup; a number stands as the language
 * writes it. Throws `TemplateError`.
 */
export function format(language: string, template: string, values: Values = {}): string {
  return formatParts<never>(language, template, values).join('')
}

/** The same where some values are no text, such as the elements of a page: they stand between the pieces of text. Throws `TemplateError`. */
export function formatParts<Piece extends object>(
  language: string,
  template: string,
  values: Readonly<Record<string, Values[string] | Piece>>,
): (string | Piece)[] {
  try {
    const numbers = Object.keys(values).filter((name) => typeof values[name] === 'number')
    const made = readTemplate(language, template, numbers).format<Piece>(values)
    return Array.isArray(made) ? made : [made]
  } catch (error) {
    throw new TemplateError(error)
  }
}

/** The names of the values that a template asks for, sorted. Throws `TemplateError` where it cannot be read. */
export function namesIn(language: string, template: string): string[] {
  return [...new Set(valuesIn(language, template).map(({ name }) => name))].sort()
}

/** A value that a template asks for, and how: `choice` takes one of several texts by it. */
export interface AskedValue {
  readonly name: string
  readonly as: 'text' | 'number' | 'date' | 'choice' | 'plural'
}

/** The values that a template asks for, in its order. Throws `TemplateError` where it cannot be read. */
export function valuesIn(language: string, template: string): AskedValue[] {
  try {
    return findValues(readTemplate(language, template).getAst())
  } catch (error) {
    throw new TemplateError(error)
  }
}

type Element = ReturnType<IntlMessageFormat['getAst']>[number]

/** By the kind of an element: https://formatjs.github.io/docs/icu-messageformat-parser#ast */
const ways: ReadonlyMap<number, AskedValue['as']> = new Map([
  [1, 'text'],
  [2, 'number'],
  [3, 'date'],
  [4, 'date'],
  [5, 'choice'],
  [6, 'plural'],
])

function findValues(elements: readonly Element[]): AskedValue[] {
  return elements.flatMap((element) => {
    const as = ways.get(element.type)
    if (as === undefined || !('value' in element)) return []
    const inner = 'options' in element ? Object.values(element.options).flatMap(({ value }) => findValues(value)) : []
    return [{ name: element.value, as }, ...inner]
  })
}

/** A name alone, such as `{count}`, and one that is written as a number, such as `{count, number}`. */
const [plain, written] = [1, 2] as const

function readTemplate(language: string, template: string, numbers: readonly string[] = []): IntlMessageFormat {
  const key = `${language} ${numbers.join()} ${template}`
  const known = read.get(key)
  if (known) return known
  // No tags: a template is text, and "<" in it is a sign like any other.
  const message = new IntlMessageFormat(template, language, undefined, { ignoreTag: true })
  writeNumbers(message.getAst(), numbers)
  if (read.size >= mostRemembered) read.clear()
  read.set(key, message)
  return message
}

function writeNumbers(elements: readonly Element[], numbers: readonly string[]): void {
  for (const element of elements) {
    if (element.type === plain && numbers.includes(element.value)) Object.assign(element, { type: written })
    if ('options' in element) for (const { value } of Object.values(element.options)) writeNumbers(value, numbers)
  }
}

/** The parser says where it stopped, beside its message. */
function readOffset(error: unknown): number | undefined {
  const location = error instanceof Error && 'location' in error ? error.location : undefined
  const start = isObject(location) ? location['start'] : undefined
  const offset = isObject(start) ? start['offset'] : undefined
  return typeof offset === 'number' ? offset : undefined
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
