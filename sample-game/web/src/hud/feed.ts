import { byId, textElement } from "../dom.js";

const MOST_LINES = 5;
const LINE_MILLIS = 6000;

/** A name in its ship's colour. */
export interface Named {
  readonly name: string;
  readonly css: string;
}

/** Who wrecked whom: the newest at the top, each for a few seconds. */
export class Feed {
  readonly #list = byId("feed", HTMLUListElement);

  /** By is undefined when nobody shot. */
  add(by: Named | undefined, wrecked: Named, own: boolean): void {
    const item = textElement("li", "", own ? "own" : "");
    if (by !== undefined) item.append(colored(by), textElement("span", "", "shot"));
    item.append(colored(wrecked));
    if (by === undefined) item.append(textElement("span", "wrecked", "verb"));
    this.#list.prepend(item);
    while (this.#list.children.length > MOST_LINES) this.#list.lastElementChild?.remove();
    setTimeout(() => item.remove(), LINE_MILLIS);
  }

  clear(): void {
    this.#list.replaceChildren();
  }
}

function colored({ name, css }: Named): HTMLElement {
  const made = textElement("b", name);
  made.style.color = css;
  return made;
}
