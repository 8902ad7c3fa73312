/** Outgoing text made safe and made to fit: what people typed is data, never a command of the platform. */

/** What a line is cut into when it does not fit. */
const mostLines = 2
/** Ours, so that no line begins with something typed in chat. */
const again = '… '
const more = ' …'

/** Text from chat on one line: without control characters, at most so many characters, `…` where something was left out. */
export function cleanText(text: string, most: number): string {
  const characters = [
    ...text
      .toWellFormed()
      .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
      .trim(),
  ]
  return characters.length <= most ? characters.join('') : `${characters.slice(0, most - 1).join('')}…`
}

/** A name from chat as one word; nothing for somebody without a visible name. */
export function cleanName(name: string): string | undefined {
  const visible = name.replace(/\p{Default_Ignorable_Code_Point}+/gu, '').replace(/^[@\s]+/, '')
  return cleanText(visible, 40).replaceAll(' ', '_') || undefined
}

/** Cuts a sentence into lines of at most `width` UTF-16 units, at words where there are any. What two lines cannot hold ends in `…`. */
export function fitLines(sentence: string, width: number): string[] {
  const lines: string[] = []
  let rest = sentence.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim()
  while (rest !== '') {
    const start = lines.length === 0 && !looksLikeCommand(rest) ? '' : again
    if (start.length + rest.length <= width) return [...lines, start + rest]
    const last = lines.length === mostLines - 1
    const cut = findCut(rest, width - start.length - (last ? more.length : 0))
    const piece = start + rest.slice(0, cut).trimEnd()
    if (last) return [...lines, piece + more]
    lines.push(piece)
    rest = rest.slice(cut).trimStart()
  }
  return lines
}

/** Whether platforms, or other bots, could take a line for a command; characters that nobody sees may stand before it. */
export function looksLikeCommand(text: string): boolean {
  return /^[\p{Cf}\p{Default_Ignorable_Code_Point}\s]*[/.!\\]/u.test(text)
}

/** Where to cut text so that at most `width` units stand before it: behind a word, else within one, never within a character. */
function findCut(text: string, width: number): number {
  const space = text.lastIndexOf(' ', width)
  if (space > width / 2) return space
  const code = text.charCodeAt(width - 1)
  const isSplit = code >= 0xd800 && code <= 0xdbff
  return Math.max(1, isSplit ? width - 1 : width)
}
