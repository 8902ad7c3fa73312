/** Turns a template of a language file and its values into text. Templates are ICU messages: https://unicode-org.github.io/icu/userguide/format_parse/messages/ */
import { IntlMessageFormat } from 'intl-messageformat'

export type Values = Readonly<Record<string, string | number | Date>>

/** A template that cannot be read, or that asks for a value that is not there. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError'
}

const read = new Map<string, IntlMessageFormat>()
/** Streamers write templates too, so those that are remembered have a limit. */
const mostRemembered = 5_000

/** The text in a language, such as `en`. Values stand as they are: they are never read as templates or as markup. Throws `TemplateError`. */
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
    const made = readTemplate(language, template).format<Piece>(values)
    return Array.isArray(made) ? made : [made]
  } catch (error) {
    throw new TemplateError(error instanceof Error ? error.message : String(error), { cause: error })
  }
}

/** The names of the values that a template asks for, sorted. Throws `TemplateError` where it cannot be read. */
export function namesIn(language: string, template: string): string[] {
  try {
    return [...new Set(findNames(readTemplate(language, template).getAst()))].sort()
  } catch (error) {
    throw new TemplateError(error instanceof Error ? error.message : String(error), { cause: error })
  }
}

type Element = ReturnType<IntlMessageFormat['getAst']>[number]

/** What stands between the names (0) and the number of a plural (7) are no names. */
function findNames(elements: readonly Element[]): string[] {
  return elements.flatMap((element) => {
    if (element.type === 0 || element.type === 7) return []
    const inner = 'options' in element ? Object.values(element.options).flatMap(({ value }) => findNames(value)) : []
    return [element.value, ...inner]
  })
}

function readTemplate(language: string, template: string): IntlMessageFormat {
  const key = `${language} ${template}`
  const known = read.get(key)
  if (known) return known
  // No tags: a template is text, and "<" in it is a sign like any other.
  const message = new IntlMessageFormat(template, language, undefined, { ignoreTag: true })
  if (read.size >= mostRemembered) read.clear()
  read.set(key, message)
  return message
}
