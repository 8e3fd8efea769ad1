/** The most that the contract takes, in UTF-8 bytes. */
export const NAME_BYTES = 64;
export const SAY_BYTES = 240;

const NAME_SHOWN = 16;

/** Control and format characters (also those that turn the direction of writing), but no joiners. */
const UNSEEN = /(?!\u200d)[\p{Cc}\p{Cf}\p{Co}\p{Cn}\u2028\u2029]/gu;
/** Marks stacked upon a letter; more than two reach over the lines around. */
const STACKED = /(\p{M}{2})\p{M}+/gu;

const encoder = new TextEncoder();
const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** Text as it may be shown and sent: one line, no unseen characters, at most that many bytes. */
export function cleanText(text: string, maxBytes: number): string {
  const line = text
    .normalize("NFC")
    .replace(/\p{Cs}/gu, "")
    .replace(/\s+/gu, " ")
    .replace(UNSEEN, "")
    .replace(STACKED, "$1")
    .trim();
  return clip(line, maxBytes);
}

/** A name as the game shows it: never empty, and short enough for a label. */
export function shownName(name: string): string {
  const clean = cleanText(name, NAME_BYTES);
  if (clean === "") return "Pilot";
  const letters = [...graphemes.segment(clean)];
  if (letters.length <= NAME_SHOWN) return clean;
  return `${letters
    .slice(0, NAME_SHOWN - 1)
    .map((letter) => letter.segment)
    .join("")
    .trimEnd()}…`;
}

/** Seconds as m:ss. */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** Cuts between letters as people see them, never inside of one. */
function clip(text: string, maxBytes: number): string {
  if (encoder.encode(text).length <= maxBytes) return text;
  let kept = "";
  let bytes = 0;
  for (const { segment } of graphemes.segment(text)) {
    bytes += encoder.encode(segment).length;
    if (bytes > maxBytes) break;
    kept += segment;
  }
  return kept.trimEnd();
}
