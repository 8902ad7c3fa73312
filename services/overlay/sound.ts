/** A tick for every name that goes by, and a chord for the winner; made by the browser, without files. */
export interface Sound {
  tick(): void
  win(): void
}

const silence: Sound = { tick: () => undefined, win: () => undefined }

/** Ticks that nobody could tell apart are left out. */
const leastGap = 0.04

export function makeSound(isOn: boolean): Sound {
  if (!isOn) return silence
  const context = new AudioContext()
  let last = 0
  const play = (frequency: number, at: number, seconds: number, loudness: number): void => {
    const [tone, volume] = [context.createOscillator(), context.createGain()]
    tone.type = 'triangle'
    tone.frequency.value = frequency
    volume.gain.setValueAtTime(loudness, at)
    volume.gain.exponentialRampToValueAtTime(0.0001, at + seconds)
    tone.connect(volume).connect(context.destination)
    tone.start(at)
    tone.stop(at + seconds)
  }
  return {
    tick() {
      if (context.currentTime - last < leastGap) return
      last = context.currentTime
      play(1_150, last, 0.05, 0.08)
    },
    win() {
      for (const [index, frequency] of [523, 659, 784, 1_047].entries())
        play(frequency, context.currentTime + index * 0.09, 1.4, 0.12)
    },
  }
}
