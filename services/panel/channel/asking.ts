/**
 * Questions to our own server and changes that it is asked for. What was read is kept under its address: `['channel', 'giveaways', ID]`
 * for `/api/channel/giveaways/ID`, so that news of something can ask anew for all that begins so.
 */
import type { Problem } from '@streambot/shared/contract/http.ts'
import {
  hashKey,
  QueryClient,
  type QueryKey,
  queryOptions,
  useInfiniteQuery,
  useMutation,
  type UseMutationResult,
  useQuery,
  type UseQueryResult,
} from '@tanstack/react-query'
import { useEffect } from 'react'
import { tell, tellProblem } from './parts/notices.tsx'
import { language } from '../parts/language.ts'
import { say } from './say.ts'

/** Why something could not be had or done, in words for people. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError'
  readonly code: string
  /** What does not fit, by the path in what was sent, such as `rules/cost`. */
  readonly faults: Readonly<Record<string, string>>

  constructor({ code, detail, faults = [] }: Pick<Problem, 'code' | 'detail' | 'faults'>) {
    super(detail)
    this.code = code
    this.faults = Object.fromEntries(faults.map(({ where, message }) => [where.replace(/^body\//, ''), message]))
  }
}

export const questions = new QueryClient({
  defaultOptions: {
    // News says when something changed; an answer the server gave is no reason to ask again.
    queries: { staleTime: 60_000, retry: (count, error) => !(error instanceof ProblemError) && count < 2 },
  },
})

export type Method = 'POST' | 'PUT' | 'PATCH' | 'DELETE'

export interface Change {
  readonly method: Method
  /** Behind `/api/`. */
  readonly path: string
  /** JSON, or a file as it is. */
  readonly body?: object | Blob
  /** A name for this one request, where the server asks for one: sent again under it, nothing is done twice. */
  readonly key?: string
}

/** The answer to `GET /api/PATH`. Throws `ProblemError`. */
export async function ask<Answer>(path: string, signal?: AbortSignal): Promise<Answer> {
  return read<Answer>(await reach(path, signal ? { signal } : {}))
}

/** Asks for a change, and gives the answer; nothing where there is nothing to say. Throws `ProblemError`. */
export async function change<Answer = undefined>({ method, path, body, key }: Change): Promise<Answer> {
  const isFile = body instanceof Blob
  const type = isFile ? 'application/octet-stream' : 'application/json'
  const headers = { ...(body && { 'content-type': type }), ...(key && { 'idempotency-key': key }) }
  return read<Answer>(
    await reach(path, { method, headers, ...(body && { body: isFile ? body : JSON.stringify(body) }) }),
  )
}

/** Sends a text, and gives each line of JSON of the answer as it comes. Throws `ProblemError`, also where the answer breaks off. */
export async function* sendText<Line>(path: string, text: string): AsyncGenerator<Line> {
  const response = await reach(path, { method: 'POST', headers: { 'content-type': 'text/plain' }, body: text })
  if (!response.ok || !response.body) return await read<undefined>(response)
  const chunks = response.body.pipeThrough(new TextDecoderStream()).getReader()
  let begun = ''
  for (;;) {
    const { value, done } = await chunks.read().catch(sayAway)
    const lines = (begun + (value ?? '')).split('\n')
    begun = lines.pop() ?? ''
    for (const line of lines) yield JSON.parse(line) as Line // our own server keeps the contract
    if (done) return
  }
}

/** What `GET /api/PATH` gives, kept and asked anew when news says so. */
export function useAnswer<Answer>(path: string, enabled = true): UseQueryResult<Answer> {
  return useQuery({ ...answerOf<Answer>(path), enabled })
}

export function answerOf<Answer>(path: string) {
  return queryOptions({ queryKey: keyOf(path), queryFn: ({ signal }) => ask<Answer>(path, signal) })
}

interface Page<Item> {
  readonly items: readonly Item[]
  readonly next: string | null
}

/**
 * A list by pages: `items` of all pages read so far; `more` reads the next one, and is absent behind the last. A page may be empty with more
 * behind it, where the server looked far: then that is read at once. With another filter the items of before stand until the new ones are
 * there.
 */
export function useList<Item>(path: string, filter: Readonly<Record<string, string>> = {}) {
  const list = useInfiniteQuery({
    queryKey: [...keyOf(path), filter],
    queryFn: ({ pageParam, signal }) =>
      ask<Page<Item>>(`${path}?${new URLSearchParams({ ...filter, ...(pageParam && { after: pageParam }) })}`, signal),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    placeholderData: (before, query) => (isListOf(query?.queryKey, path) ? before : undefined),
  })
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = list
  const isLastEmpty = data?.pages.at(-1)?.items.length === 0
  useEffect(() => {
    if (isLastEmpty && hasNextPage && !isFetchingNextPage && !error) void fetchNextPage()
  }, [isLastEmpty, hasNextPage, isFetchingNextPage, error, fetchNextPage])
  return {
    items: data?.pages.flatMap(({ items }) => items) ?? [],
    error,
    isPending,
    refetch: () => void refetch(),
    ...(hasNextPage && { more: { isReading: isFetchingNextPage, read: () => void fetchNextPage() } }),
  }
}

function isListOf(key: QueryKey | undefined, path: string): boolean {
  return key !== undefined && hashKey(key.slice(0, -1)) === hashKey(keyOf(path))
}

/**
 * Asks for a change, then for all anew that begins with `touches`. A problem is told in a corner of the page, unless the form shows it
 * itself (`quiet`); so is what was done, where `done` says it.
 */
export function useChange<Answer, Input = void>(
  toChange: (input: Input) => Change,
  {
    touches = [['channel']],
    done,
    quiet = false,
  }: {
    readonly touches?: readonly (readonly string[])[]
    readonly done?: (answer: Answer, input: Input) => string
    readonly quiet?: boolean
  } = {},
): UseMutationResult<Answer, Error, Input> {
  return useMutation({
    mutationFn: (input: Input) => change<Answer>(toChange(input)),
    onSuccess: async (answer, input) => {
      if (done) tell(done(answer, input))
      await askAnew(touches)
    },
    onError: (error) => {
      if (!quiet) tellProblem(error)
    },
  })
}

export async function askAnew(prefixes: readonly (readonly string[])[]): Promise<void> {
  await Promise.all(prefixes.map((queryKey) => questions.invalidateQueries({ queryKey })))
}

type Asked = Omit<RequestInit, 'headers'> & { readonly headers?: Readonly<Record<string, string>> }

function keyOf(path: string): string[] {
  return path.split(/[/?]/)
}

/** What the server says to people is said in the language of the page. */
async function reach(path: string, { headers, ...init }: Asked): Promise<Response> {
  try {
    return await fetch(`/api/${path}`, { ...init, headers: { ...headers, 'accept-language': language } })
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    return sayAway()
  }
}

function sayAway(): never {
  throw new ProblemError({ code: 'away', detail: say('away') })
}

async function read<Answer>(response: Response): Promise<Answer> {
  const body: unknown = response.status === 204 ? undefined : await response.json()
  if (!response.ok) return refuse(body as Problem) // whatever is no success is a problem
  return body as Answer // our own server keeps the contract
}

/** Who is no part of the panel any more is told so by its gate, which goes by who they are. */
function refuse(problem: Problem): never {
  if (problem.code === 'not-for-you') void askAnew([['me']])
  throw new ProblemError(problem)
}
