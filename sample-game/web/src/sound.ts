import { recall, remember } from "./memory.js";

/** Louder than this many at once is only noise. */
const MOST_VOICES = 14;
const VOLUME = 0.5;

/** Where a sound comes from: -1 is left, 1 is right; loudness from 0 to 1. */
export interface Place {
  readonly pan: number;
  readonly loudness: number;
}

const HERE: Place = { pan: 0, loudness: 1 };

/** A tone that glides from one pitch to another, in hertz. */
interface Tone {
  readonly shape: OscillatorType;
  readonly from: number;
  readonly to: number;
  readonly seconds: number;
  readonly volume: number;
}

/** Noise through a filter that closes: bangs and cracks. */
interface Crack {
  readonly filter: BiquadFilterType;
  readonly from: number;
  readonly to: number;
  readonly seconds: number;
  readonly volume: number;
}

/** All sounds, made by oscillators and noise. Silent until `start` is called within a gesture. */
export class Sound {
  #studio: Studio | undefined;
  #muted = recall("arena.muted") === "yes";

  get muted(): boolean {
    return this.#muted;
  }

  set muted(muted: boolean) {
    this.#muted = muted;
    remember("arena.muted", muted ? "yes" : "no");
    this.#studio?.volume(muted ? 0 : VOLUME);
  }

  /** Browsers let a page sound only after its visitor did something with it. */
  start(): void {
    try {
      this.#studio ??= new Studio(this.#muted ? 0 : VOLUME);
    } catch {
      // No sound can be had here (too many pages have some, or there is no device). One can fly.
    }
    this.resume();
  }

  /** Goes on after the system took the sound away. To be called within each gesture, like `start`. */
  resume(): void {
    this.#studio?.resume();
  }

  /** The hum of the own engine. */
  thrust(on: boolean): void {
    this.#studio?.hum(on ? 0.16 : 0);
  }

  shot(place: Place): void {
    this.#studio?.tone(place, { shape: "square", from: 980, to: 190, seconds: 0.13, volume: 0.1 });
    this.#studio?.tone(place, { shape: "sine", from: 1900, to: 420, seconds: 0.08, volume: 0.12 });
  }

  hit(place: Place): void {
    this.#studio?.crack(place, {
      filter: "bandpass",
      from: 2600,
      to: 500,
      seconds: 0.16,
      volume: 0.5,
    });
    this.#studio?.tone(place, {
      shape: "triangle",
      from: 320,
      to: 90,
      seconds: 0.14,
      volume: 0.25,
    });
  }

  explosion(place: Place): void {
    this.#studio?.crack(place, {
      filter: "lowpass",
      from: 1900,
      to: 60,
      seconds: 1.1,
      volume: 0.95,
    });
    this.#studio?.tone(place, { shape: "sine", from: 130, to: 28, seconds: 0.8, volume: 0.6 });
  }

  arrive(): void {
    this.#studio?.tone(HERE, { shape: "sine", from: 260, to: 780, seconds: 0.35, volume: 0.2 });
  }

  chat(): void {
    this.#studio?.tone(HERE, { shape: "sine", from: 880, to: 880, seconds: 0.07, volume: 0.12 });
    this.#studio?.tone(HERE, { shape: "sine", from: 1320, to: 1320, seconds: 0.12, volume: 0.08 });
  }

  roundEnd(): void {
    for (const hertz of [392, 523, 659, 784]) {
      this.#studio?.tone(HERE, {
        shape: "triangle",
        from: hertz,
        to: hertz,
        seconds: 0.9,
        volume: 0.1,
      });
    }
  }
}

/** The audio graph: voices, a hum, and a compressor that keeps a battle from clipping. */
class Studio {
  readonly #audio = new AudioContext();
  readonly #out: GainNode;
  readonly #noise: AudioBuffer;
  readonly #hum: GainNode;
  #humVolume = 0;
  #voices = 0;

  constructor(volume: number) {
    const compressor = this.#audio.createDynamicsCompressor();
    this.#out = this.#audio.createGain();
    this.#out.gain.value = volume;
    this.#out.connect(compressor).connect(this.#audio.destination);
    this.#noise = noise(this.#audio);
    this.#hum = this.#engine();
  }

  resume(): void {
    if (this.#audio.state === "running") return;
    // It may be refused, as while a call is on. The next gesture tries again.
    this.#audio.resume().catch(() => {});
  }

  volume(volume: number): void {
    this.#out.gain.setTargetAtTime(volume, this.#audio.currentTime, 0.02);
  }

  /** Called in each display frame: the same volume again would add an event to the graph. */
  hum(volume: number): void {
    if (volume === this.#humVolume) return;
    this.#humVolume = volume;
    this.#hum.gain.setTargetAtTime(volume, this.#audio.currentTime, 0.06);
  }

  tone(place: Place, tone: Tone): void {
    const source = this.#audio.createOscillator();
    source.type = tone.shape;
    glide(source.frequency, tone.from, tone.to, this.#audio.currentTime, tone.seconds);
    this.#voice(source, source, place, tone.volume, tone.seconds);
  }

  crack(place: Place, crack: Crack): void {
    const source = this.#audio.createBufferSource();
    source.buffer = this.#noise;
    source.loop = true;
    const filter = this.#audio.createBiquadFilter();
    filter.type = crack.filter;
    glide(filter.frequency, crack.from, crack.to, this.#audio.currentTime, crack.seconds);
    source.connect(filter);
    this.#voice(source, filter, place, crack.volume, crack.seconds);
  }

  #voice(
    source: AudioScheduledSourceNode,
    last: AudioNode,
    place: Place,
    volume: number,
    seconds: number,
  ): void {
    if (this.#voices >= MOST_VOICES || place.loudness < 0.02) return;
    this.#voices++;
    const now = this.#audio.currentTime;
    const gain = this.#audio.createGain();
    gain.gain.setValueAtTime(volume * place.loudness, now);
    gain.gain.exponentialRampToValueAtTime(0.0001, now + seconds);
    const pan = this.#audio.createStereoPanner();
    pan.pan.value = place.pan;
    last.connect(gain).connect(pan).connect(this.#out);
    source.onended = () => {
      this.#voices--;
      pan.disconnect();
    };
    source.start(now);
    source.stop(now + seconds);
  }

  #engine(): GainNode {
    const gain = this.#audio.createGain();
    gain.gain.value = 0;
    const filter = this.#audio.createBiquadFilter();
    filter.type = "lowpass";
    filter.frequency.value = 420;
    const rush = this.#audio.createBufferSource();
    rush.buffer = this.#noise;
    rush.loop = true;
    const drone = this.#audio.createOscillator();
    drone.type = "sawtooth";
    drone.frequency.value = 55;
    rush.connect(filter);
    drone.connect(filter);
    filter.connect(gain).connect(this.#out);
    rush.start();
    drone.start();
    return gain;
  }
}

function glide(what: AudioParam, from: number, to: number, at: number, seconds: number): void {
  what.setValueAtTime(from, at);
  what.exponentialRampToValueAtTime(to, at + seconds);
}

/** A second of white noise. */
function noise(audio: AudioContext): AudioBuffer {
  const buffer = audio.createBuffer(1, audio.sampleRate, audio.sampleRate);
  const samples = buffer.getChannelData(0);
  for (let at = 0; at < samples.length; at++) samples[at] = Math.random() * 2 - 1;
  return buffer;
}
