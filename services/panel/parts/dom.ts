/** Elements made by hand. Whatever people typed becomes text here and never markup. */

export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  className = '',
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag)
  if (className) element.className = className
  element.append(...children)
  return element
}

/** A name from a chat. Isolated, so that writing direction marks in it turn nothing but itself. */
export function makeName(name: string): HTMLElement {
  return make('bdi', 'name', name)
}

export function makeLink(href: string, className: string, ...children: (Node | string)[]): HTMLAnchorElement {
  const link = make('a', className, ...children)
  link.href = href
  return link
}

export function makeTime(iso: string, text: string): HTMLTimeElement {
  const time = make('time', '', text)
  time.dateTime = iso
  return time
}

/** Changes the text only where it differs: an unchanged node keeps selections and is not read out again. */
export function setText(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text
}

export function makeSvg(viewBox: string, ...shapes: SVGElement[]): SVGSVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  svg.setAttribute('viewBox', viewBox)
  svg.setAttribute('aria-hidden', 'true')
  svg.append(...shapes)
  return svg
}

export function makePath(d: string, className = ''): SVGPathElement {
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path')
  path.setAttribute('d', d)
  if (className) path.setAttribute('class', className)
  return path
}

/** The element that every page has. */
export function findPage(): HTMLElement {
  const page = document.getElementById('page')
  if (!page) throw new Error('The document has no element "page": it is not the HTML of this script.')
  return page
}
