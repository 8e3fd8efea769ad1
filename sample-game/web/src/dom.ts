/**
 * The element of the page with that id.
 *
 * @throws Error when index.html has none, or one of another kind
 */
export function byId<T extends HTMLElement>(id: string, kind: new () => T): T {
  const found = document.getElementById(id);
  if (found instanceof kind) return found;
  throw new Error(
    `#${id}: ${found?.tagName ?? "missing"} (expected: a ${kind.name} in index.html)`,
  );
}

/** A new element with text in it. Text of other players comes in by here, never as HTML. */
export function textElement(tag: "span" | "li" | "b", text: string, className = ""): HTMLElement {
  const made = document.createElement(tag);
  made.textContent = text;
  if (className !== "") made.className = className;
  return made;
}

/** Sets text only where it changed: setting the same again would cost a layout, or be read out. */
export function setText(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}
