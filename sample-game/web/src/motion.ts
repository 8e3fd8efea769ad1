const reduced = matchMedia("(prefers-reduced-motion: reduce)");

/** Whether this person asked the system for less motion. It may change while the page is open. */
export function calm(): boolean {
  return reduced.matches;
}
