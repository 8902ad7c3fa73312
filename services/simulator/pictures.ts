/** Pictures of people, drawn on the spot: a letter on their colour. */
import type { Routes } from './http.ts'
import type { Person, World } from './world.ts'

/** The route behind the addresses of `pictureOf`. */
export function createPictures(world: World): Routes {
  return {
    'GET /pictures'({ query }) {
      const person = world.people.get(query.get('id') ?? '')
      if (!person) return { status: 404, body: 'nobody has this id' }
      const letter = /[a-z0-9]/i.exec(person.displayName)?.[0].toUpperCase() ?? '?'
      const body = `<svg xmlns="http://www.w3.org/2000/svg" width="70" height="70" viewBox="0 0 70 70">
<rect width="70" height="70" fill="${person.color}"/>
<text x="35" y="47" font-family="sans-serif" font-size="34" text-anchor="middle" fill="#fff">${letter}</text></svg>`
      return { status: 200, body, headers: { 'content-type': 'image/svg+xml' } }
    },
  }
}

/** Where the picture of a person is; `address` is the base of the simulator. */
export function pictureOf(person: Person, address: string): string {
  return `${address}/pictures?id=${person.id}`
}
