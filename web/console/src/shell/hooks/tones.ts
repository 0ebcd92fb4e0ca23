export const TONES = ["soft", "bell", "knock", "drop", "none"] as const;
export type Tone = (typeof TONES)[number];

/** When, how high, how long and how loud each note is; made on the spot, so no file is needed. */
type Note = { at: number; pitch: number; lasts: number; loud: number; shape: OscillatorType };

function note(at: number, pitch: number, lasts = 0.22, loud = 0.12): Note {
  return { at, pitch, lasts, loud, shape: "sine" };
}

const SCORES: Record<Exclude<Tone, "none">, Note[]> = {
  soft: [note(0, 660), note(0.12, 880)],
  bell: [note(0, 1047, 0.7), note(0, 2093, 0.45, 0.04), note(0.18, 1319, 0.7)],
  knock: [0, 0.14, 0.28].map((at) => ({ ...note(at, 220, 0.1, 0.28), shape: "triangle" })),
  drop: [note(0, 990, 0.1), note(0.07, 587, 0.2)],
};

let audio: AudioContext | null = null;

export function playTone(tone: Tone): void {
  if (tone === "none" || typeof AudioContext === "undefined") return;
  audio ??= new AudioContext();
  const context = audio;
  // Before the first click a browser keeps sound back; then silence is all right.
  if (context.state === "suspended") void context.resume();
  if (context.state !== "running") return;
  for (const { at, pitch, lasts, loud, shape } of SCORES[tone]) {
    const source = context.createOscillator();
    const loudness = context.createGain();
    const start = context.currentTime + at;
    source.type = shape;
    source.frequency.value = pitch;
    loudness.gain.setValueAtTime(0.0001, start);
    loudness.gain.exponentialRampToValueAtTime(loud, start + 0.02);
    loudness.gain.exponentialRampToValueAtTime(0.0001, start + lasts);
    source.connect(loudness).connect(context.destination);
    source.start(start);
    source.stop(start + lasts + 0.02);
  }
}
