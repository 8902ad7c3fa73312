import { defineConfig } from 'drizzle-kit'

// `npm run db:generate` drafts a migration from shared/schema.ts; migrations/README.md says what to do with the draft.
export default defineConfig({
  dialect: 'postgresql',
  schema: './shared/schema.ts',
  casing: 'snake_case',
  out: './data/drizzle',
})
