import { RondoClient, type Room } from "@rondo/client";
import { type Easel, EaselSchema } from "../../src/gen/easel_pb.js";

/** What a painter has seen of a picture. */
export interface Sight {
  readonly title: string;
  readonly bytes: number;
  readonly digest: string;
}

/** A painter in a page, as a test drives it. */
export interface Painter {
  enter(): Promise<void>;
  /** Paints a picture and shows it to everybody; returns its digest once the server has it. */
  show(title: string, as: "array" | "blob"): Promise<string>;
  readonly sights: readonly Sight[];
}

declare global {
  interface Window {
    painter: Painter;
  }
}

const WIDTH = 400;
const HEIGHT = 320;

let room: Room<Easel> | undefined;
const sights: Sight[] = [];

window.painter = {
  sights,

  async enter() {
    room = await new RondoClient(location.origin).joinOrCreate("easel", EaselSchema);
    room.on("shown", async ({ title }, { attachment = new Uint8Array() }) => {
      sights.push({ title, bytes: attachment.length, digest: await digest(attachment) });
    });
  },

  async show(title, as) {
    const pixels = paint(title);
    await room?.attach("show", { title }, as === "blob" ? new Blob([pixels]) : pixels);
    return digest(pixels);
  },
};

/** A picture on a canvas: 4 bytes a pixel. */
function paint(title: string): Uint8ClampedArray<ArrayBuffer> {
  const canvas = document.createElement("canvas");
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("this browser has no canvas");
  const sky = context.createLinearGradient(0, 0, WIDTH, HEIGHT);
  sky.addColorStop(0, "#123");
  sky.addColorStop(1, "#fa5");
  context.fillStyle = sky;
  context.fillRect(0, 0, WIDTH, HEIGHT);
  context.fillStyle = "#fff";
  context.font = "32px sans-serif";
  context.fillText(title, 20, HEIGHT / 2);
  return new Uint8ClampedArray(context.getImageData(0, 0, WIDTH, HEIGHT).data);
}

async function digest(bytes: Uint8Array<ArrayBuffer> | Uint8ClampedArray<ArrayBuffer>) {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
