import { byId, textElement } from "../dom.js";
import type { ShipView } from "../scene.js";
import { shownName } from "../text.js";

const SHORT = 5;

/** One line of the list. */
export interface Rank {
  readonly place: number;
  readonly view: ShipView;
}

/** The best ships first; of equals the one that came first. The own ship is always in the list. */
export function ranking(views: Iterable<ShipView>, most: number): readonly Rank[] {
  const sorted = [...views].sort(
    (one, other) => other.ship.score - one.ship.score || one.id - other.id,
  );
  const ranks = sorted.map((view, at): Rank => ({ place: at + 1, view }));
  const best = ranks.slice(0, most);
  const own = ranks.find((rank) => rank.view.build === "own");
  if (own === undefined || best.includes(own)) return best;
  return [...best.slice(0, -1), own];
}

/** The list of scores: a few lines, or all of them when it was opened. */
export class Scores {
  readonly #panel = byId("scores", HTMLElement);
  readonly #list = byId("score-list", HTMLOListElement);
  readonly #button = byId("scores-button", HTMLButtonElement);
  #shown = "";

  get open(): boolean {
    return this.#panel.classList.contains("open");
  }

  set open(open: boolean) {
    this.#panel.classList.toggle("open", open);
    this.#button.setAttribute("aria-expanded", String(open));
  }

  /** Another room counts its ids from the same number again: what was shown says nothing of it. */
  clear(): void {
    this.open = false;
    this.#shown = "";
    this.#list.replaceChildren();
  }

  update(views: Iterable<ShipView>): void {
    const ranks = ranking(views, this.open ? Number.POSITIVE_INFINITY : SHORT);
    const now = ranks.map(({ place, view }) => `${place} ${view.id} ${view.ship.score}`).join();
    if (now === this.#shown) return;
    this.#shown = now;
    this.#list.replaceChildren(...ranks.map(line));
  }
}

function line({ place, view }: Rank): HTMLElement {
  const item = textElement("li", "", view.build);
  const name = textElement("span", shownName(view.ship.name), "name");
  name.style.color = view.color.css;
  item.append(
    textElement("span", String(place), "place"),
    name,
    textElement("span", String(view.ship.score), "score"),
  );
  if (view.build === "bot") name.append(textElement("span", "bot", "tag"));
  if (view.build === "own") name.append(textElement("span", "you", "tag"));
  return item;
}
