/**
 * Text from elsewhere within a sentence, with a direction of its own (Unicode's FSI and PDI). Marks in it that would turn more than itself
 * are left out.
 */
export function isolate(text: string): string {
  return `\u2068${text.replace(/[\u202A-\u202E\u2066-\u2069]/g, '')}\u2069`
}
