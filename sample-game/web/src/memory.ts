/** What the page remembers between visits. */
export type Remembered = "arena.name" | "arena.muted";

/** What was remembered; empty when nothing was, or when this browser keeps nothing for pages. */
export function recall(key: Remembered): string {
  try {
    return localStorage.getItem(key) ?? "";
  } catch {
    return "";
  }
}

/** Remembers, where the browser lets us: without it the page works, it only asks again. */
export function remember(key: Remembered, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Storage is blocked or full; there is nobody to tell who could do something about it.
  }
}
