/** Buttons that ask the server for something, and lines that say why it did not do it. */
import { away, isProblem, sayProblem, send } from './ask.ts'
import { make } from './dom.ts'

/** A line that is read out as soon as something stands in it. */
export function makeTrouble(): HTMLElement {
  const trouble = make('p', 'trouble')
  trouble.setAttribute('role', 'alert')
  return trouble
}

/** A button that cannot be pressed again while it works. What the work gives is said in the line: nothing where all went well. */
export function makeButton(
  className: string,
  label: readonly (Node | string)[],
  trouble: HTMLElement,
  work: () => Promise<string | undefined>,
): HTMLButtonElement {
  const button = make('button', className, ...label)
  button.type = 'button'
  button.addEventListener('click', () => {
    if (button.ariaDisabled === 'true') return
    // Not disabled, which would take the focus away.
    button.ariaDisabled = 'true'
    trouble.textContent = ''
    void work()
      .then((problem) => (trouble.textContent = problem ?? ''))
      .finally(() => (button.ariaDisabled = null))
  })
  return button
}

/** Asks for a change; why it was not done, or nothing. */
export async function change(method: 'POST' | 'DELETE', path: string): Promise<string | undefined> {
  const answer = await send(method, path).catch(() => away)
  if (typeof answer === 'string') return answer
  return isProblem(answer) ? sayProblem(answer) : undefined
}

/** Signs out, here or everywhere, and begins anew where one signs in. */
export function makeSignOut(label: string, path: string, trouble: HTMLElement): HTMLButtonElement {
  return makeButton('button plain', [label], trouble, async () => {
    const problem = await change('POST', path)
    if (problem === undefined) location.assign('/sign-in')
    return problem
  })
}
