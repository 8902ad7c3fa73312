/** Everything that is said in German, but for what the bot says, which stands in `chat`. */
export { overlay } from './overlay.ts'
export { panel } from './panel.ts'
export { problems } from './problems.ts'
export { screens } from './screens.ts'
