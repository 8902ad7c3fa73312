import { defineConfig } from 'vite'

/** Everything in files of our own: the content security policy admits nothing else. It is served under `/overlay/`. */
export default defineConfig({
  base: '/overlay/',
  build: { target: 'es2022', assetsInlineLimit: 0, modulePreload: { polyfill: false } },
})
