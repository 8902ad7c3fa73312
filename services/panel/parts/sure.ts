/** A question before something is done that cannot be taken back by one press. */
import { make } from './dom.ts'

export interface Question {
  readonly title: readonly (Node | string)[]
  /** What becomes of what. */
  readonly sentences: readonly string[]
  readonly yes: string
  readonly no: string
}

/** Asks, and gives the answer; Escape means no. Whatever had the focus has it again afterwards. */
export function askFirst({ title, sentences, yes, no }: Question): Promise<boolean> {
  const heading = make('h2', 'heading', ...title)
  heading.id = 'question'
  const form = make('form', 'actions', makeAnswer('button', 'yes', yes), makeAnswer('button plain', 'no', no))
  form.method = 'dialog'
  const dialog = make('dialog', 'card question', heading, ...sentences.map((one) => make('p', '', one)), form)
  dialog.setAttribute('aria-labelledby', heading.id)
  document.body.append(dialog)
  dialog.showModal()
  form.querySelector<HTMLElement>('[value=no]')?.focus()
  return new Promise((resolve) =>
    dialog.addEventListener('close', () => {
      dialog.remove()
      resolve(dialog.returnValue === 'yes')
    }),
  )
}

function makeAnswer(className: string, value: string, label: string): HTMLButtonElement {
  const button = make('button', className, label)
  button.value = value
  return button
}
