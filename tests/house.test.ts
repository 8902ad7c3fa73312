/** The floor plan: who may import whom, types included, and no circles. Mend the code, not this test. */
import { globSync, readFileSync } from 'node:fs'
import { dirname, join, posix, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseSync } from 'oxc-parser'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))

/** A room: what of ours its files may import, as path prefixes, and which packages; `*` is any package. */
interface Room {
  readonly name: string
  readonly files: RegExp
  readonly rooms: readonly string[]
  readonly packages: readonly (string | RegExp)[]
}

/** What adapters know of the engine. */
const ports = ['shared/engine/ports.ts', 'shared/engine/ports/']

const inner = [
  'shared/giveaway',
  'shared/runtime',
  'shared/engine',
  'shared/contract',
  'shared/views',
  'shared/languages',
  'shared/files',
]

/** Which languages there are, without a text in any. */
const languageTags = 'shared/languages/texts.ts'

const rooms: readonly Room[] = [
  {
    name: 'giveaway',
    files: /^shared\/giveaway\//,
    rooms: ['shared/giveaway'],
    packages: [/^@noble\/(hashes|curves)\//],
  },
  { name: 'runtime', files: /^shared\/runtime\//, rooms: ['shared/runtime'], packages: [/^node:/, 'pino', 'zod'] },
  {
    name: 'contract',
    files: /^shared\/contract\//,
    rooms: ['shared/contract', 'shared/giveaway', languageTags],
    packages: ['zod'],
  },
  {
    name: 'views',
    files: /^shared\/views\//,
    rooms: ['shared/views', 'shared/contract', ...ports, 'shared/giveaway'],
    packages: [],
  },
  {
    name: 'languages',
    files: /^shared\/languages\//,
    rooms: ['shared/languages', 'shared/giveaway'],
    packages: ['intl-messageformat'],
  },
  {
    name: 'engine',
    files: /^shared\/engine\//,
    rooms: ['shared/engine', 'shared/giveaway', 'shared/languages'],
    packages: [],
  },
  {
    name: 'files',
    files: /^shared\/files\//,
    rooms: ['shared/files', ...ports, 'shared/giveaway'],
    packages: [/^node:/, 'csv-parse'],
  },
  {
    name: 'schema',
    files: /^shared\/schema\.ts$/,
    rooms: [
      'shared/giveaway/words.ts',
      'shared/giveaway/ledger.ts',
      'shared/giveaway/access.ts',
      'shared/giveaway/webhook.ts',
    ],
    packages: [/^drizzle-orm/],
  },
  {
    name: 'store',
    files: /^shared\/store\//,
    rooms: ['shared/store', 'shared/schema.ts', 'shared/giveaway', languageTags, ...ports, 'shared/runtime'],
    packages: [/^node:/, 'pg', 'pg-copy-streams', /^drizzle-orm/, 'zod', 'lru-cache'],
  },
  ...['twitch', 'youtube', 'kick'].map((platform) => ({
    name: platform,
    files: new RegExp(`^shared/platforms/${platform}/`),
    rooms: [
      `shared/platforms/${platform}/`,
      'shared/platforms/*',
      ...ports,
      'shared/giveaway/words.ts',
      'shared/runtime',
    ],
    packages: [/^node:/, 'tmi.js', 'ws', 'googleapis/build/src/apis/youtube/index.js', 'zod', 'pino', 'lru-cache'],
  })),
  {
    name: 'platforms',
    files: /^shared\/platforms\/[^/]+$/,
    rooms: ['shared/platforms/*', ...ports, 'shared/giveaway/words.ts', 'shared/runtime'],
    packages: [/^node:/, 'zod', 'pino', 'lru-cache'],
  },
  {
    name: 'queue',
    files: /^shared\/queue\//,
    rooms: ['shared/queue', ...ports, 'shared/giveaway/words.ts', 'shared/runtime'],
    packages: [/^node:/, 'bullmq', 'ioredis'],
  },
  {
    name: 'beacon',
    files: /^shared\/beacon\//,
    rooms: ['shared/beacon', ...ports, 'shared/giveaway'],
    packages: ['zod'],
  },
  {
    name: 'webhooks',
    files: /^shared\/webhooks\//,
    rooms: ['shared/webhooks', ...ports, 'shared/runtime'],
    packages: [/^node:/, 'ipaddr.js'],
  },
  ...['bot', 'api', 'worker'].flatMap((service) => [
    {
      name: `${service}/main`,
      files: new RegExp(`^services/${service}/main\\.ts$`),
      rooms: [`services/${service}`, 'shared'],
      packages: [/./],
    },
    {
      name: service,
      files: new RegExp(`^services/${service}/(?!main\\.ts)`),
      // What a job is called is no adapter.
      rooms: [`services/${service}`, ...inner, 'shared/queue/jobs.ts'],
      packages: [/^(?!pg$|drizzle-orm|tmi\.js$|bullmq$|ioredis$|googleapis)/],
    },
  ]),
  {
    name: 'app',
    files: /^services\/app\//,
    rooms: ['services/app', 'services/api', 'services/bot', 'services/worker', 'services/simulator', 'shared'],
    packages: [/./],
  },
  {
    name: 'panel',
    files: /^services\/(panel|overlay)\//,
    rooms: ['services/panel', 'services/overlay', 'shared/contract', 'shared/giveaway', 'shared/languages'],
    packages: [/./],
  },
  {
    name: 'simulator',
    files: /^services\/simulator\//,
    rooms: ['services/simulator', 'shared/runtime'],
    packages: [/^node:/, 'ws'],
  },
  { name: 'tests', files: /^tests\//, rooms: ['tests', 'shared', 'services'], packages: [/./] },
]

interface Import {
  readonly from: string
  /** A file of ours, or a package. */
  readonly to: string
  readonly ours: boolean
}

const files = globSync(['shared/**/*.ts', 'services/**/*.{ts,tsx}', 'tests/**/*.ts'], {
  cwd: root,
  exclude: (path) => /node_modules|dist/.test(path),
}).map((path) => path.replaceAll('\\', '/'))

function readImports(from: string, source: string): Import[] {
  const { module, program } = parseSync(from, source)
  const targets = [
    ...module.staticImports.map((one) => one.moduleRequest.value),
    ...module.staticExports.flatMap((one) => one.entries.flatMap((entry) => entry.moduleRequest?.value ?? [])),
    ...module.dynamicImports.map(
      (one) => /^['"`](.*)['"`]$/.exec(source.slice(one.moduleRequest.start, one.moduleRequest.end))?.[1] ?? 'computed',
    ),
  ]
  expect(program.body.length, `${from} can be parsed`).toBeGreaterThan(0)
  return targets.map((target) => resolveImport(from, target))
}

function resolveImport(from: string, target: string): Import {
  if (target.startsWith('.')) return { from, to: posix.normalize(posix.join(dirname(from), target)), ours: true }
  const [, workspace, path] = /^@streambot\/([a-z]+)\/(.+)$/.exec(target) ?? []
  if (!workspace || !path) return { from, to: target, ours: false }
  return { from, to: `${workspace === 'shared' ? '' : 'services/'}${workspace}/${path}`, ours: true }
}

function isAllowed(room: Room, { to, ours }: Import): boolean {
  if (!ours) return room.packages.some((name) => (typeof name === 'string' ? name === to : name.test(to)))
  return room.rooms.some((place) =>
    place.endsWith('/*')
      ? dirname(to) === place.slice(0, -2)
      : to === place || to.startsWith(place.endsWith('/') ? place : `${place}/`),
  )
}

/** Imports that the plan does not allow, in words. */
function findStrays(imports: readonly Import[]): string[] {
  return imports.flatMap((one) => {
    const room = rooms.find(({ files }) => files.test(one.from))
    if (!room) return [`${one.from} stands in no room of the plan`]
    return isAllowed(room, one) ? [] : [`${one.from} may not import ${one.to}`]
  })
}

/** The first circle of imports, as a path; nothing when there is none. */
function findCircle(imports: readonly Import[]): string[] | undefined {
  const targets = Map.groupBy(
    imports.filter((one) => one.ours),
    (one) => one.from,
  )
  const done = new Set<string>()
  function walk(file: string, path: readonly string[]): string[] | undefined {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file]
    if (done.has(file)) return undefined
    for (const { to } of targets.get(file) ?? []) {
      const circle = walk(to, [...path, file])
      if (circle) return circle
    }
    done.add(file)
    return undefined
  }
  for (const file of targets.keys()) {
    const circle = walk(file, [])
    if (circle) return circle
  }
  return undefined
}

const imports = files.flatMap((file) => readImports(file, readFileSync(join(root, file), 'utf8')))

test('every import goes where the plan allows', () => {
  expect(files.length).toBeGreaterThan(50)
  expect(findStrays(imports)).toEqual([])
})

test('no imports go round in a circle', () => {
  expect(findCircle(imports)).toBeUndefined()
})

test('no file imports itself into a test', () => {
  expect(imports.filter((one) => one.to.startsWith('tests/') && !one.from.startsWith('tests/'))).toEqual([])
})

test('the plan is kept by this test: a rule that asks the database, a platform that asks the store, a circle of types', () => {
  const strays: [from: string, source: string][] = [
    ['shared/giveaway/entry.ts', "import type { Pool } from 'pg'"],
    ['shared/giveaway/draw.ts', "import { randomBytes } from 'node:crypto'"],
    ['shared/engine/enter.ts', "import { openStore } from '../store/open.ts'"],
    ['shared/platforms/twitch/send.ts', "export { openStore } from '../../store/open.ts'"],
    ['shared/platforms/kick/send.ts', "import type { Tags } from '../twitch/wire.ts'"],
    ['services/bot/bot.ts', "const store = await import('@streambot/shared/store/open.ts')"],
    ['services/simulator/twitch.ts', "import { readLine } from '@streambot/shared/platforms/twitch/wire.ts'"],
  ]
  for (const [from, source] of strays) expect(findStrays(readImports(from, source)), source).toHaveLength(1)
  const circle = [
    ...readImports('shared/giveaway/a.ts', "import type { B } from './b.ts'"),
    ...readImports('shared/giveaway/b.ts', "import type { A } from './a.ts'"),
  ]
  expect(findCircle(circle)).toEqual(['shared/giveaway/a.ts', 'shared/giveaway/b.ts', 'shared/giveaway/a.ts'])
})

test('rules know neither clock nor chance', () => {
  const rules = files.filter((file) => file.startsWith('shared/giveaway/'))
  for (const file of rules) {
    const source = readFileSync(join(root, file), 'utf8')
    expect(source, `${relative('.', file)} asks no clock and no chance`).not.toMatch(
      /Date\.now|new Date\(\)|Math\.random|process\./,
    )
  }
})
