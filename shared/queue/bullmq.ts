/** Jobs by BullMQ: on Redis or Valkey when there is one, else on its PostgreSQL backend in a schema of its own. */
import { createPostgresBackend, Queue, Worker } from 'bullmq'
import { Redis } from 'ioredis'
import { advanceJob, type AdvanceJob, type Jobs } from './jobs.ts'

export interface JobsOptions {
  readonly databaseUrl: string
  readonly redisUrl: string | undefined
  /** Told of every failure; the queue goes on by itself. */
  readonly onError: (error: Error) => void
}

const queueName = 'streambot'
const retries = {
  attempts: 5,
  backoff: { type: 'exponential', delay: 500 },
  removeOnComplete: true,
  removeOnFail: 100,
} as const

/** Opens the queue; on PostgreSQL its schema is made or brought up to date first. Throws when the server cannot be reached. */
export async function openJobs(options: JobsOptions): Promise<Jobs> {
  const { onError } = options
  const queue = openQueue(options)
  queue.on('error', onError)
  await queue.waitUntilReady()
  let worker: Worker<AdvanceJob> | undefined
  return {
    async wake(giveawayId, at) {
      const delay = Math.max(0, at.getTime() - Date.now())
      // The id folds equal wake-ups into one. A failure loses a wake-up, and the worker's sweep finds what was due.
      const jobId = `${giveawayId}-${at.getTime()}`
      await queue.add(advanceJob, { giveawayId }, { ...retries, delay, jobId }).catch(onError)
    },
    work(advance) {
      worker = openWorker(options, (job) => advance(job.data.giveawayId))
      worker.on('error', onError)
      worker.on('failed', (_job, error) => onError(error))
    },
    async close() {
      await worker?.close()
      await queue.close()
    },
  }
}

function openQueue({ databaseUrl, redisUrl }: JobsOptions): Queue<AdvanceJob> {
  if (redisUrl === undefined)
    return new Queue(queueName, onPostgres(databaseUrl), createPostgresBackend) as unknown as Queue<AdvanceJob> // one API on both backends
  return new Queue<AdvanceJob>(queueName, { connection: new Redis(redisUrl, { maxRetriesPerRequest: null }) })
}

function openWorker(
  { databaseUrl, redisUrl }: JobsOptions,
  run: (job: { data: AdvanceJob }) => Promise<void>,
): Worker<AdvanceJob> {
  if (redisUrl === undefined)
    return new Worker(queueName, run, onPostgres(databaseUrl), createPostgresBackend) as unknown as Worker<AdvanceJob> // as above
  return new Worker<AdvanceJob>(queueName, run, { connection: new Redis(redisUrl, { maxRetriesPerRequest: null }) })
}

/** A config and not a pool: with a pool BullMQ would ignore the schema. */
function onPostgres(connectionString: string) {
  return { connection: { connectionString, schema: 'bullmq', max: 3, migrate: true } }
}
