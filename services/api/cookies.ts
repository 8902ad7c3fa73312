/**
 * The cookies: of the session, of a sign-in under way, and of the device that joins giveaways. Under https they are bound to this very host (`__Host-`) and to
 * encrypted ways. Plain http is for this computer: there browsers differ on what is secure, so the cookies have other names, and
 * none of those is taken under https.
 */
import type { CookieSerializeOptions } from '@fastify/cookie'
import type { FastifyReply, FastifyRequest } from 'fastify'

export interface Cookie {
  read(request: FastifyRequest): string | undefined
  write(reply: FastifyReply, value: string, expires: Date): void
  clear(reply: FastifyReply): void
}

export interface Cookies {
  readonly session: Cookie
  readonly browser: Cookie
  readonly device: Cookie
}

export function createCookies(isSecure: boolean): Cookies {
  return {
    session: makeCookie('streambot', isSecure),
    browser: makeCookie('streambot-sign-in', isSecure),
    device: makeCookie('streambot-device', isSecure),
  }
}

function makeCookie(plain: string, isSecure: boolean): Cookie {
  const name = isSecure ? `__Host-${plain}` : plain
  // Lax, not strict: whoever comes back from a platform comes from another site.
  const rules: CookieSerializeOptions = { path: '/', httpOnly: true, secure: isSecure, sameSite: 'lax' }
  return {
    read: (request) => request.cookies[name],
    write: (reply, value, expires) => void reply.setCookie(name, value, { ...rules, expires }),
    clear: (reply) => void reply.clearCookie(name, rules),
  }
}
