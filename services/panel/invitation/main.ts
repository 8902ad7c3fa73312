/** The page behind an invitation to the panel: who invites to what, signing in, and taking it. */
import type { PublicInvitation } from '@streambot/shared/contract/access.ts'
import type { Me } from '@streambot/shared/contract/people.ts'
import { findMe, signInWith, type Visitor } from '../parts/account.ts'
import { get, isProblem, sayProblem } from '../parts/ask.ts'
import { make, makeLink, makeName } from '../parts/dom.ts'
import { makeWays } from '../parts/go.ts'
import { makeOneCard } from '../parts/one-card.ts'
import { change, makeButton, makeTrouble } from '../parts/press.ts'
import { say, sayAround } from '../parts/say.ts'
import { sayMoment } from '../parts/words.ts'
import { keepToken } from './token.ts'

const token = keepToken()
const { card, show: showCard, fill } = makeOneCard(say('invitation.title'), say('one-moment'))
await fill(show)

async function show(): Promise<void> {
  if (token === undefined) return showCard(say('invitation.not-here'), [say('invitation.open-again')])
  const [invitation, visitor] = await Promise.all([
    get<PublicInvitation>(`/api/invitation/${encodeURIComponent(token)}`),
    findMe(),
  ])
  if (isProblem(invitation)) return showUnknown(sayProblem(invitation), visitor.me)
  if (visitor.me?.role === 'streamer')
    return showCard(say('invitation.own'), [say('problem.own-invitation')], [makePanelLink()])
  showInvitation(invitation, visitor, token)
}

/** Whoever used it already comes back to it sometimes. */
function showUnknown(problem: string, me: Me | undefined): void {
  if (!me?.helps) return showCard(say('invitation.unknown'), [problem])
  const streamer = makeName(me.helps.streamer)
  showCard(say('invitation.in'), sayAround('invitation.in-hint', { streamer }), [makePanelLink()])
}

function showInvitation({ streamer, role, expiresAt }: PublicInvitation, { me, platforms }: Visitor, of: string): void {
  const until =
    expiresAt === null ? say('invitation.open-end') : say('invitation.until', { time: sayMoment(expiresAt) })
  showCard(
    say('invitation.title'),
    sayAround(`invitation.as-${role}`, { streamer: makeName(streamer) }),
    [say(`invitation.${role}-may`)],
    [until],
  )
  if (me) return void card.append(...makeTaking(me, of))
  card.append(make('p', '', say('invitation.sign-in')), makeWays(platforms.map(signInWith)))
}

function makeTaking({ name }: Me, of: string): HTMLElement[] {
  const trouble = makeTrouble()
  const take = makeButton('button', [say('invitation.take')], trouble, async () => {
    const problem = await change('POST', `/api/invitation/${encodeURIComponent(of)}`)
    if (problem === undefined) location.assign('/')
    return problem
  })
  const who = make('p', 'fine', ...sayAround('invitation.who', { name: makeName(name) }))
  const leave = makeButton('button plain', [say('invitation.other')], trouble, async () => {
    const problem = await change('POST', '/api/sign-out')
    if (problem === undefined) location.reload()
    return problem
  })
  return [who, make('div', 'actions', take, leave, trouble)]
}

function makePanelLink(): HTMLElement {
  return makeLink('/', 'more', say('invitation.panel'))
}
