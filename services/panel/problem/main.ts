/** A problem that was answered with a page: the server wrote it in the language of the browser, and here it stands in the one that the visitor chose. */
import { sayProblem } from '../parts/ask.ts'
import { findPage, make, makeLink } from '../parts/dom.ts'
import { makeFrame } from '../parts/frame.ts'
import { say } from '../parts/say.ts'

const page = findPage()
const code = page.dataset['code'] ?? ''
const detail = page.querySelector('.join > p')?.textContent ?? ''
const back = page.querySelector('.button')?.getAttribute('href') ?? '/'
const wayBack = make('div', 'actions', makeLink(back, 'button', say('go-back')))
makeFrame(say('problem.title')).showAlone(say('problem.title'), make('p', '', sayProblem({ code, detail })), wayBack)
