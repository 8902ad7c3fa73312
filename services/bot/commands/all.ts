/** All commands, in the order in which those with the same name are asked. */
import { addPoints, removePoints, setPoints } from './change-points.ts'
import { claim } from './claim.ts'
import type { Command } from './command.ts'
import { enter } from './enter.ts'
import { exclude, include } from './exclude.ts'
import { gamble } from './gamble.ts'
import { give } from './give.ts'
import { giveaway } from './giveaway.ts'
import { leave } from './leave.ts'
import { link } from './link.ts'
import { manage } from './manage.ts'
import { odds } from './odds.ts'
import { points } from './points.ts'
import { proof } from './proof.ts'
import { joinRaffle, raffle } from './raffle.ts'
import { next, refund, serve } from './queue.ts'
import { redeem } from './redeem.ts'
import { myTicket, store } from './store.ts'
import { top } from './top.ts'
import { winners } from './winners.ts'

export const commands: readonly Command[] = [
  enter,
  leave,
  manage,
  giveaway,
  odds,
  claim,
  winners,
  proof,
  link,
  points,
  top,
  gamble,
  raffle,
  joinRaffle,
  store,
  redeem,
  myTicket,
  next,
  serve,
  refund,
  give,
  addPoints,
  removePoints,
  setPoints,
  exclude,
  include,
]
