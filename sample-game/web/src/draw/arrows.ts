import type { ShipView } from "../scene.js";
import type { Pen } from "./pen.js";

const MOST_ARROWS = 3;
/** Arrows stand on an oval within the stage, clear of what stands around its rim. */
const OVAL_WIDTH = 0.37;
const OVAL_HEIGHT = 0.33;

interface Opponent {
  readonly view: ShipView;
  readonly metres: number;
}

/** Arrows on an oval around the middle that point to the nearest opponents who are out of sight. */
export function drawArrows(pen: Pen, own: ShipView, views: Iterable<ShipView>): void {
  const hidden: Opponent[] = [];
  for (const view of views) {
    if (view === own || !view.shown || view.hull === 0) continue;
    if (pen.camera.sees(view.pose.x, view.pose.y, 1)) continue;
    const metres = Math.hypot(view.pose.x - own.pose.x, view.pose.y - own.pose.y);
    hidden.push({ view, metres });
  }
  hidden.sort((one, other) => one.metres - other.metres);
  for (const opponent of hidden.slice(0, MOST_ARROWS)) arrow(pen, opponent);
  pen.to.globalAlpha = 1;
}

function arrow(pen: Pen, { view, metres }: Opponent): void {
  const { to, camera } = pen;
  const dx = pen.pixelX(view.pose.x) - camera.width / 2;
  const dy = pen.pixelY(view.pose.y) - camera.height / 2;
  const part = 1 / Math.hypot(dx / (camera.width * OVAL_WIDTH), dy / (camera.height * OVAL_HEIGHT));
  const x = camera.width / 2 + dx * part;
  const y = camera.height / 2 + dy * part;
  pen.inPixels();
  to.translate(x, y);
  to.rotate(Math.atan2(dy, dx));
  to.globalAlpha = Math.max(0.45, 1 - metres / 160);
  to.beginPath();
  to.moveTo(13, 0);
  to.lineTo(-7, 9);
  to.lineTo(-3, 0);
  to.lineTo(-7, -9);
  to.closePath();
  to.fillStyle = view.color.css;
  to.strokeStyle = "#02040c";
  to.lineWidth = 2;
  to.stroke();
  to.fill();
}
