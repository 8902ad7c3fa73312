/** How a template reads with values to try. Pure. */
import type { Sentence } from '@streambot/shared/contract/sentences.ts'
import { format, TemplateError } from '@streambot/shared/languages/format.ts'

/** How it reads with values to try; nothing where it cannot be read. */
export function previewOf(
  language: string,
  text: string,
  values: readonly Pick<Sentence['values'][number], 'name' | 'sample'>[],
): string | undefined {
  try {
    return format(language, text, Object.fromEntries(values.map(({ name, sample }) => [name, sample])))
  } catch (error) {
    if (error instanceof TemplateError) return undefined
    throw error
  }
}
