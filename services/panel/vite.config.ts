import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig, type HtmlTagDescriptor } from 'vite'

const page = (name: string): string => fileURLToPath(new URL(`${name}.html`, import.meta.url))

/** With what the head of every page begins; its own title, style and script follow. The panel brings styles of its own. */
const head: HtmlTagDescriptor[] = [
  { tag: 'meta', attrs: { charset: 'utf-8' } },
  { tag: 'meta', attrs: { name: 'viewport', content: 'width=device-width, initial-scale=1' } },
  { tag: 'meta', attrs: { name: 'color-scheme', content: 'light dark' } },
  { tag: 'link', attrs: { rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' } },
]
const styles: HtmlTagDescriptor = { tag: 'link', attrs: { rel: 'stylesheet', href: './styles/shared.css' } }

/**
 * What the panel begins with, in one file: its other pages load what else they need. Left alone the bundler parts by which pages use what,
 * in three dozen files. What the public pages use too is not named here, and so stays apart.
 */
const firstOfPanel = {
  name: 'panel-first',
  tags: ['$initial' as const],
  test: /services[\\/]panel[\\/]channel|node_modules[\\/](@mantine|@tabler|@tanstack|react|react-dom|scheduler|clsx|use-sync-external-store)[\\/]/,
  includeDependenciesRecursively: false,
}

/** Everything in files of our own: the content security policy admits no inline script or style and no data: address. */
export default defineConfig({
  plugins: [
    react(),
    {
      name: 'one-head',
      transformIndexHtml: {
        order: 'pre',
        handler: (_html, { path }) => (path.endsWith('/panel.html') ? head : [...head, styles]),
      },
    },
  ],
  build: {
    target: 'es2024',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: ['index', 'giveaway', 'link', 'invitation', 'join', 'sign-in', 'me', 'problem', 'panel'].map(page),
      output: { codeSplitting: { groups: [firstOfPanel] } },
    },
  },
})
