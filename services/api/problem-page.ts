/** What people see who came here by a link and cannot be helped: a page that says why, with a way back. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { STATUS_CODES } from 'node:http'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { readLanguage } from './language.ts'
import { type ProblemCode, problems, sayProblem } from './problems.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Whether people look at what this route answers, its problems too. */
    readonly isPage?: boolean
  }
  interface FastifyRequest {
    /** Where somebody can try again: a path of ours. */
    wayBack: string
  }
  interface FastifyInstance {
    problemPage: string
  }
}

/** The built page, or a bare one where none is built. In both stand marks, for which the words come; a script of the built one says them in the visitor's language. */
export function addProblemPage(app: FastifyInstance, pageFolder: string): void {
  const file = join(pageFolder, 'problem.html')
  app.decorateRequest('wayBack', '/sign-in')
  app.decorate('problemPage', existsSync(file) ? readFileSync(file, 'utf8') : bare)
}

export function sendProblemPage(reply: FastifyReply, code: ProblemCode): FastifyReply {
  const status = problems[code]
  const detail = sayProblem(code, readLanguage(reply.request.headers))
  const words = { title: STATUS_CODES[status] ?? '', code, detail, back: reply.request.wayBack }
  const page = reply.server.problemPage.replaceAll(/\{(title|code|detail|back)\}/g, (_mark, name: keyof typeof words) =>
    escape(words[name]),
  )
  return reply.code(status).type('text/html; charset=utf-8').send(page)
}

const bare = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title}</title>
<main><h1>That did not work</h1><p>{detail}</p><p><a href="{back}">Go back</a></p></main></html>`

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
