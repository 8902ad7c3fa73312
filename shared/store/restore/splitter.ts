/** Splits SQL text into statements by PostgreSQL's own rules of quoting. */

export interface Splitter {
  /** Whether no statement is begun. */
  readonly between: boolean
  /** Takes the next line and gives the statements that end in it, without their semicolon and without comments. */
  feed(line: string): string[]
}

/** What the text is inside of, and how that ends. `depth` counts comments within comments. */
type Inside =
  | { readonly kind: 'string'; readonly escapes: boolean }
  | { readonly kind: 'name' }
  | { readonly kind: 'dollar'; readonly tag: string }
  | { readonly kind: 'comment'; readonly depth: number }

export function makeSplitter(): Splitter {
  let text = ''
  let inside: Inside | undefined

  function feed(line: string): string[] {
    const done: string[] = []
    for (let at = 0; at < line.length;) {
      const step = inside ? leave(inside, line, at) : advance(line, at, text)
      // What is left out still parts two words.
      text += step.keep ? line.slice(at, step.to) : ' '
      if (step.ends) {
        done.push(text.trim())
        text = ''
      }
      inside = step.inside
      at = step.to
    }
    return done
  }

  return {
    feed,
    get between() {
      return inside === undefined && text.trim() === ''
    },
  }
}

interface Step {
  readonly to: number
  readonly keep: boolean
  readonly inside: Inside | undefined
  readonly ends?: true
}

/** One step in plain text. */
function advance(line: string, at: number, before: string): Step {
  const plain = /[^-/'"$;]+/y
  plain.lastIndex = at
  const run = plain.exec(line)
  if (run) return { to: plain.lastIndex, keep: true, inside: undefined }
  if (line.startsWith('--', at)) return { to: endOfComment(line, at), keep: false, inside: undefined }
  if (line.startsWith('/*', at)) return { to: at + 2, keep: false, inside: { kind: 'comment', depth: 1 } }
  if (line[at] === ';') return { to: at + 1, keep: false, inside: undefined, ends: true }
  if (line[at] === '"') return { to: at + 1, keep: true, inside: { kind: 'name' } }
  if (line[at] === "'") return { to: at + 1, keep: true, inside: { kind: 'string', escapes: /(^|\W)e$/i.test(before) } }
  return openDollar(line, at, before) ?? { to: at + 1, keep: true, inside: undefined }
}

/** The line feed stays: it is a space between two words. */
function endOfComment(line: string, at: number): number {
  const end = line.indexOf('\n', at)
  return end < 0 ? line.length : end
}

/** `$tag$`, unless the sign stands within a name. */
function openDollar(line: string, at: number, before: string): Step | undefined {
  const open = /\$([a-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$/iy
  open.lastIndex = at
  const tag = open.exec(line)?.[0]
  if (!tag || /[\w$\u0080-\uffff]$/.test(before)) return undefined
  return { to: at + tag.length, keep: true, inside: { kind: 'dollar', tag } }
}

/** One step towards the end of what the text is inside of. */
function leave(inside: Inside, line: string, at: number): Step {
  switch (inside.kind) {
    case 'name':
      return leaveAt(line, line.indexOf('"', at), 1, inside)
    case 'dollar':
      return leaveAt(line, line.indexOf(inside.tag, at), inside.tag.length, inside)
    case 'string':
      return leaveString(inside, line, at)
    case 'comment':
      return leaveComment(inside.depth, line, at)
    default:
      throw new Error(`nothing is known of ${JSON.stringify(inside satisfies never)}`)
  }
}

function leaveAt(line: string, found: number, length: number, inside: Inside): Step {
  if (found < 0) return { to: line.length, keep: true, inside }
  return { to: found + length, keep: true, inside: undefined }
}

/** A doubled quote is a quote within the string. */
function leaveString(inside: Inside & { kind: 'string' }, line: string, at: number): Step {
  const end = inside.escapes ? /(?:[^'\\]|\\[^])*'/y : /[^']*'/y
  end.lastIndex = at
  if (!end.test(line)) return { to: line.length, keep: true, inside }
  const doubled = line[end.lastIndex] === "'"
  return { to: end.lastIndex + (doubled ? 1 : 0), keep: true, inside: doubled ? inside : undefined }
}

function leaveComment(depth: number, line: string, at: number): Step {
  const sign = /\/\*|\*\//g
  sign.lastIndex = at
  const found = sign.exec(line)
  if (!found) return { to: line.length, keep: false, inside: { kind: 'comment', depth } }
  const left = depth + (found[0] === '/*' ? 1 : -1)
  return { to: sign.lastIndex, keep: false, inside: left > 0 ? { kind: 'comment', depth: left } : undefined }
}
