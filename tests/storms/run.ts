/** `npm run storms`: the long form of the storm, and what was survived. Exits 1 when something was lost, doubled or broken. */
import { survive } from './storm.ts'

const survived = await survive({ people: 20_000, kills: 5, databaseStops: 2, socketDrops: 2, pauseMs: 100 })
const { lost, twice, late, hurt, broken, wrongLines, pointsBefore, pointsAfter, spent } = survived
for (const [what, figure] of Object.entries(survived)) console.log(`${what.padEnd(14)} ${String(figure)}`)
const wrong = lost + twice + late + hurt + broken.length + wrongLines.length
process.exit(wrong === 0 && pointsAfter === pointsBefore - spent ? 0 : 1)
