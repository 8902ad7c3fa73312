import { defineConfig } from 'drizzle-kit'

// `npm run db:generate` writes a first draft of a migration from shared/schema.ts; see migrations/README.md for what to do with it.
export default defineConfig({ dialect: 'postgresql', schema: './shared/schema.ts', out: './data/drizzle' })
