import { describeChat } from '../contract.ts'
import { openKick } from './harness.ts'

describeChat('Kick by webhook', () => openKick('webhook'))

describeChat('Kick over the socket', () => openKick('socket'))

describeChat('Kick over the socket, in the protocol of before', async () => {
  const harness = await openKick('socket')
  harness.sim.faults.providers = ['pusher']
  return harness
})
