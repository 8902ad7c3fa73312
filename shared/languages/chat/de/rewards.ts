/** What the bot says of rewards and ticket numbers in German. Behind "@name, " a sentence begins small. */
import type { rewards as english } from '../en/rewards.ts'

export const rewards: Record<keyof typeof english, string> = {
  // An alle im Chat.
  'queue.serving': 'Jetzt ist {ticket} dran: {name}, {reward}.',
  'queue.refunded': 'Nummer {ticket} von {name} ist storniert. {points} gingen zurück.',
  'queue.cancelled': 'Nummer {ticket} von {name} ist storniert.',
  'queue.empty': 'das war die letzte Nummer, niemand wartet mehr.',

  // Was es gibt.
  'store.list': '{list}. Mit !redeem und dem Namen löst du etwas ein.',
  'store.empty': 'gerade gibt es hier keine Belohnungen.',
  'store.one': '{reward} ({price})',
  'store.left': '{reward} ({price}, noch {count, number})',
  'store.sold-out': '{reward} (vergriffen)',
  'store.free': 'kostenlos',
  'redeem.done': 'deine Nummer für {reward} ist {ticket}. Bezahlt: {points}, du hast noch {balance}.',
  'redeem.done-free': 'deine Nummer für {reward} ist {ticket}.',
  'redeem.too-dear': '{reward} kostet {points}, und du hast nicht genug. Deine Punkte siehst du mit !points.',
  'redeem.wait': '{reward} gibt es wieder in {time}.',

  // Wo jemand steht.
  'ticket.serving': '{ticket} für {reward} ist gerade dran',
  'ticket.next': '{ticket} für {reward} ist als Nächstes dran',
  'ticket.waits': '{ticket} für {reward} wartet, {ahead, number} davor',
  'ticket.mine': '{list}.',
  'ticket.none': 'du hast keine Nummer, die wartet.',

  'usage.redeem': 'mit !redeem und dem Namen löst du etwas ein. !store zählt auf, was es gibt.',
  'usage.serve': 'so geht es: !serve A-001, oder !next für die nächste Nummer.',
  'usage.refund':
    'so geht es: !refund A-001 GRUND (der Grund darf fehlen), oder !refund allein für die Nummer, die gerade dran ist.',

  'part.reward': 'eine Belohnung',
}
