/** Kinds of settings: how each is checked, and what is said where it is wrong. */
import { z } from 'zod'

/** The name of an account, as people type it. */
export const login = (name: string, platform: string) =>
  z
    .string()
    .trim()
    .transform((text) => text.replace(/^[#@]/, '').toLowerCase())
    .refine((text) => /^[a-z0-9_-]{1,25}$/.test(text), `${name} must be a ${platform} login name, such as streambot_tv`)

export const portNumber = (name: string) =>
  z
    .string()
    .refine((text) => /^\d{1,5}$/.test(text.trim()) && Number(text) <= 65_535, `${name} must be a port from 0 to 65535`)
    .transform(Number)

export const yesOrNo = (name: string) =>
  z
    .string()
    .trim()
    .refine((text) => text === '1' || text === '0', `${name} must be 1 for yes or 0 for no`)
    .transform((text) => text === '1')

export const address = (name: string, protocols: readonly string[]) =>
  z
    .string()
    .trim()
    .refine(
      (text) => protocols.includes(protocolOf(text)),
      `${name} must be an address that starts with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
    )

/** The open protocol is for the simulator on this machine only: tokens go over these addresses. */
export const platformAddress = (name: string, secure: string, open: string) =>
  z
    .string()
    .trim()
    .refine(
      (text) => protocolOf(text) === secure || (protocolOf(text) === open && isLoopback(text)),
      `${name} must be an address that starts with ${secure}// (${open}// only for this machine, such as 127.0.0.1)`,
    )
    .transform((text) => text.replace(/\/+$/, ''))

const protocolOf = (text: string): string => URL.parse(text)?.protocol ?? ''

function isLoopback(text: string): boolean {
  const host = URL.parse(text)?.hostname ?? ''
  return host === 'localhost' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host)
}
