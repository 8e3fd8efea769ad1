import type { ShipView } from "../scene.js";
import { shownName } from "../text.js";
import type { Pen } from "./pen.js";
import { type Sprite, sprite } from "./sprites.js";

const FONT = '600 13px system-ui, "Segoe UI", Roboto, "Open Sans", sans-serif';
const HEIGHT = 20;
const MOST_LABELS = 96;
const BAR_WIDTH = 46;
const BAR_HEIGHT = 4;
const BELOW_METRES = 3.4;

/** Names and hull bars under the ships. A name is drawn once and stamped from then on. */
export class Labels {
  readonly #pen: Pen;
  readonly #made = new Map<string, Sprite>();
  #ratio = 0;

  constructor(pen: Pen) {
    this.#pen = pen;
  }

  draw(views: Iterable<ShipView>): void {
    const pen = this.#pen;
    if (this.#ratio !== pen.ratio) {
      this.#ratio = pen.ratio;
      this.#made.clear();
    }
    pen.inPixels();
    for (const view of views) {
      if (view.shown && pen.camera.sees(view.pose.x, view.pose.y, 6)) this.#label(view);
    }
    pen.to.globalAlpha = 1;
  }

  #label(view: ShipView): void {
    const { to } = this.#pen;
    const x = this.#pen.pixelX(view.pose.x);
    const y = this.#pen.pixelY(view.pose.y) + BELOW_METRES * this.#pen.camera.scale;
    const name = this.#name(view.ship.name, view.color.css);
    to.globalAlpha = view.hull === 0 ? 0.45 : 1;
    const width = name.width / this.#ratio;
    to.drawImage(name, x - width / 2, y, width, name.height / this.#ratio);
    if (view.hull > 0) this.#bar(x, y + HEIGHT, view.hull / 100);
  }

  #bar(x: number, y: number, part: number): void {
    const { to } = this.#pen;
    const left = x - BAR_WIDTH / 2;
    to.fillStyle = "#02040cd0";
    to.fillRect(left - 1, y - 1, BAR_WIDTH + 2, BAR_HEIGHT + 2);
    to.fillStyle = "#ffffff2e";
    to.fillRect(left, y, BAR_WIDTH, BAR_HEIGHT);
    to.fillStyle = part > 0.6 ? "#6ff2b0" : part > 0.3 ? "#ffd166" : "#ff6b6b";
    to.fillRect(left, y, BAR_WIDTH * Math.min(1, part), BAR_HEIGHT);
  }

  #name(name: string, css: string): Sprite {
    const key = `${css} ${name}`;
    const known = this.#made.get(key);
    if (known !== undefined) return known;
    if (this.#made.size >= MOST_LABELS) this.#made.clear();
    const made = label(shownName(name), css, this.#ratio);
    this.#made.set(key, made);
    return made;
  }
}

function label(name: string, css: string, ratio: number): Sprite {
  let width = 0;
  sprite(1, 1, (to) => {
    to.font = FONT;
    width = to.measureText(name).width + 12;
  });
  return sprite(width * ratio, HEIGHT * ratio, (to) => {
    to.scale(ratio, ratio);
    to.font = FONT;
    to.textAlign = "center";
    to.textBaseline = "middle";
    to.lineJoin = "round";
    to.strokeStyle = "#02040ce6";
    to.lineWidth = 4;
    to.strokeText(name, width / 2, HEIGHT / 2);
    to.fillStyle = css;
    to.fillText(name, width / 2, HEIGHT / 2);
  });
}
