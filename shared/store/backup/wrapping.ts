/** What stands around every dump, whichever way it was made. */

/** `psql` stops at the first error, and what it did until then is undone: the file is one transaction. */
export const backupStart = `-- StreamBot backup. Restore into an empty database: psql "$DATABASE_URL" < FILE, or: npm run restore -- FILE
\\set ON_ERROR_STOP on
BEGIN;

`

/** The last line, by which a reader knows that the file is whole. */
export const lastLine = '-- StreamBot backup: this is the last line.'

export const backupEnd = `
COMMIT;
${lastLine}
`

/** Writes a piece of the dump; resolves when there is room for the next, so that a big table does not gather in memory. */
export type Write = (chunk: string | Uint8Array) => Promise<void>
