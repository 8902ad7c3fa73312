/** As whom the server runs: PostgreSQL refuses root and users without a name, so these need another identity for it. */
import { spawnSync } from 'node:child_process'
import { SetupError } from '../../runtime/setup-error.ts'

/** How to start the server's programs. `command` stands in front of them; `owner` is who must own the files, where it is not us. */
export interface ServerAccount {
  readonly command: readonly string[]
  readonly owner: { readonly uid: number; readonly gid: number } | undefined
}

/**
 * The account for this process. A user namespace gives the server's programs another number with a name while the files stay ours;
 * `namespaces: false` stands for a hardened container, which forbids it.
 */
export function chooseAccount(namespaces = true): ServerAccount {
  const us = process.getuid?.()
  if (us === undefined || (us !== 0 && hasName(us))) return { command: [], owner: undefined }
  const nobody = { uid: readId('-u'), gid: readId('-g') }
  const command = ['unshare', '--user', `--map-user=${nobody.uid}`, `--map-group=${nobody.gid}`, '--']
  if (namespaces && run([...command, 'true']).status === 0) return { command, owner: undefined }
  if (us === 0) return { command: [], owner: nobody }
  throw new SetupError(
    `This machine has no name for user ${us}, and PostgreSQL needs one. Add the user to /etc/passwd, or set DATABASE_URL to a server of your own.`,
  )
}

/** The environment of the server's programs: nothing of ours, so that no `PG...` variable of the user bends them. */
export const serverEnvironment: Record<string, string> | undefined =
  process.platform === 'win32'
    ? undefined
    : { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C', TZ: 'UTC' }

const hasName = (uid: number): boolean => run(['id', '-un', String(uid)]).status === 0

function readId(which: '-u' | '-g'): number {
  const found = run(['id', which, 'nobody'])
  if (found.status === 0) return Number(found.stdout)
  throw new SetupError(
    'The embedded PostgreSQL cannot run as this user, and this machine has no user "nobody" to run it as. Start StreamBot as an ordinary user, or set DATABASE_URL to a server of your own.',
  )
}

function run([program = '', ...args]: string[]) {
  return spawnSync(program, args, { encoding: 'utf8', env: { ...serverEnvironment } })
}
