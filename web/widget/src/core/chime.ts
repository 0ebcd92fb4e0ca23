let audio: AudioContext | null = null;

/** A short two-tone chime, made here so that no sound file has to be loaded. */
export function chime(): void {
  try {
    audio ??= new AudioContext();
    const start = audio.currentTime;
    for (const [index, pitch] of [660, 880].entries()) {
      const tone = audio.createOscillator();
      const level = audio.createGain();
      const at = start + index * 0.12;
      tone.frequency.value = pitch;
      level.gain.setValueAtTime(0, at);
      level.gain.linearRampToValueAtTime(0.06, at + 0.02);
      level.gain.exponentialRampToValueAtTime(0.0001, at + 0.25);
      tone.connect(level).connect(audio.destination);
      tone.start(at);
      tone.stop(at + 0.26);
    }
  } catch {
    // A browser without sound still shows the count.
  }
}
