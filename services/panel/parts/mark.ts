/** A small mark for the platform that somebody came from. */
import { type Platform, platformNames } from '@streambot/shared/giveaway/words.ts'
import { make, makePath, makeSvg } from './dom.ts'

const shapes: Record<Platform, string> = {
  twitch: 'M3 1h11v8l-3 3H8.500L6 14.500V12H3zM6.700 4v4h1.500V4zm3.600 0v4h1.500V4z',
  youtube: 'M3 3h10a2 2 0 0 1 2 2v6a2 2 0 0 1-2 2H3a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2zm3.700 2.500v5L11 8z',
  kick: 'M2.500 2h4v3H8V3.500h1.500V2h4v4H12v1.500h-1.500v1H12V10h1.500v4h-4v-1.500H8V11H6.500v3h-4z',
  guest:
    'M5 1h6a1.500 1.500 0 0 1 1.500 1.500v11A1.500 1.500 0 0 1 11 15H5a1.500 1.500 0 0 1-1.500-1.500v-11A1.500 1.500 0 0 1 5 1zm0 2v8.500h6V3zm2.200 9.500v1h1.600v-1z',
}

/** Beside a name: whoever listens hears the platform, too. */
export function makeMark(platform: Platform): HTMLElement {
  const mark = makeSign(platform)
  mark.title = platformNames[platform]
  mark.append(make('span', 'unseen', `${platformNames[platform]}: `))
  return mark
}

/** Beside words that name the platform themselves. */
export function makeSign(platform: Platform): HTMLElement {
  const shape = makePath(shapes[platform])
  shape.setAttribute('fill-rule', 'evenodd')
  return make('span', `mark ${platform}`, makeSvg('0 0 16 16', shape))
}
