/** Where the pages of the panel are, beside `/`. They are for anybody to load: what they show the API gives to whoever runs the channel. */
export const panelPaths: readonly string[] = [
  '/set-up',
  '/giveaways',
  '/giveaways/new',
  '/giveaways/:id',
  '/giveaways/:id/edit',
  '/viewers',
  '/viewers/:id',
  '/points',
  '/rewards',
  '/queue',
  '/overlays',
  '/connections',
  '/sentences',
  '/settings',
  '/tools',
  '/audit',
]
