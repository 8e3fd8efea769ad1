import { RondoClient, type Room } from "@rondo/client";
import { Food, type Snails, SnailsSchema } from "./gen/snails_pb.js";
import { Picture } from "./picture.js";
import { Steering } from "./steering.js";

const canvas = find("canvas", HTMLCanvasElement);
const door = find("#door", HTMLFormElement);
const nameField = find("#door input", HTMLInputElement);
const board = find("#board", HTMLOListElement);
const say = find("#say", HTMLFormElement);
const sayField = find("#say input", HTMLInputElement);
const status = find("#status", HTMLElement);
const picture = new Picture(canvas);
picture.draw([], false, undefined); // an empty meadow behind the door
nameField.focus();

door.addEventListener("submit", async (submitted) => {
  submitted.preventDefault();
  const name = nameField.value;
  try {
    play(await new RondoClient(location.origin).joinOrCreate("snails", SnailsSchema, { name }));
  } catch (error) {
    status.textContent = String(error); // an error of Rondo is a sentence that says what to do
  }
});

function play(room: Room<Snails>): void {
  status.textContent = "";
  door.hidden = true;
  board.hidden = false;
  say.hidden = false;
  Object.assign(window, { room }); // for the console: room.state

  room.watch("snails", {
    added: (snail) => picture.add(snail),
    removed: (snail) => picture.remove(snail),
  });
  room.on("said", ({ snail, text }) => picture.say(snail, text));
  room.onFrame(() => showPoints(room));

  const steering = new Steering(canvas);
  requestAnimationFrame(function frame() {
    // Only the owner of a snail sees what it craves: the one that craves something is ours.
    const own = [...room.state.snails.values()].find((snail) => snail.craving !== Food.SECRET);
    picture.draw(room.state.treats.values(), room.state.weather.rain, own);
    if (own !== undefined) room.input(steering.from(picture.onScreen(own)));
    requestAnimationFrame(frame);
  });

  say.addEventListener("submit", (submitted) => {
    submitted.preventDefault();
    if (sayField.value !== "") void room.send("say", { text: sayField.value });
    sayField.value = "";
    sayField.blur(); // the arrow keys steer again
  });

  room.onStatus((now) => {
    status.textContent = now === "reconnecting" ? "The connection is lost. Trying again …" : "";
  });
  room.onClose(({ reason }) => {
    status.textContent = `${reason} Reload the page to come back.`;
    say.hidden = true;
  });
  addEventListener("pagehide", ({ persisted }) => {
    if (!persisted) void room.leave(); // a closed tab frees the player's place at once
  });
}

function showPoints(room: Room<Snails>): void {
  const snails = [...room.state.snails.values()].sort((a, b) => b.points - a.points);
  const rows = snails.slice(0, 8).map(({ name, hue, points }) => {
    const row = document.createElement("li");
    const score = document.createElement("b");
    score.textContent = String(points);
    row.style.borderColor = `hsl(${hue} 62% 58%)`;
    row.append(name, score);
    return row;
  });
  board.replaceChildren(...rows);
}

/** The element of index.html that the script needs. */
function find<E extends Element>(selector: string, type: new () => E): E {
  const element = document.querySelector(selector);
  if (!(element instanceof type)) throw new Error(`${selector} is not in index.html`);
  return element;
}
