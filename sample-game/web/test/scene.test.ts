import { create } from "@bufbuild/protobuf";
import { expect, test } from "vitest";
import { Cues } from "../src/cues.js";
import { BulletSchema, type Ship, ShipSchema } from "../src/gen/arena_pb.js";
import { ranking } from "../src/hud/scores.js";
import { Scene } from "../src/scene.js";

const TICK_MILLIS = 100 / 3;
const PLAYER = 101;

function ship(id: number, more: Partial<Pick<Ship, "player" | "score" | "hull" | "x">> = {}): Ship {
  return create(ShipSchema, { id, name: `Ship ${id}`, hull: 100, ...more });
}

function world(ships: readonly Ship[], bullets: readonly number[] = []) {
  return {
    ships: new Map(ships.map((one) => [one.id, one])),
    bullets: new Map(bullets.map((id) => [id, create(BulletSchema, { id, ship: 200 })])),
  };
}

function sceneOf(log: string[] = []): Scene {
  return new Scene(PLAYER, TICK_MILLIS, {
    shot: (shot) => log.push(`shot ${shot.id}`),
    hull: (view, before) => log.push(`hull ${before} to ${view.hull}`),
  });
}

test("tells the own ship, other pilots and bots apart", () => {
  const scene = sceneOf();

  scene.receive(world([ship(200, { player: PLAYER }), ship(201, { player: 7 }), ship(202)]), 1, 0);

  expect([...scene.ships.values()].map(({ build }) => build)).toEqual(["own", "pilot", "bot"]);
  expect(scene.own?.id).toBe(200);
});

test("tells of a shot once, when it is first shown", () => {
  const log: string[] = [];
  const scene = sceneOf(log);

  for (let tick = 1; tick <= 6; tick++) {
    scene.receive(world([ship(200)], tick < 3 ? [] : [300]), tick, tick * TICK_MILLIS);
    scene.advance(tick * TICK_MILLIS);
    if (tick === 3) expect(log).toEqual([]);
  }

  expect(log).toEqual(["shot 300"]);
});

test("tells of a hull that changed when its tick is shown, although the state's object is the same", () => {
  const log: string[] = [];
  const scene = sceneOf(log);
  const hit = ship(200);

  for (let tick = 1; tick <= 8; tick++) {
    if (tick === 4) hit.hull = 0;
    scene.receive(world([hit]), tick, tick * TICK_MILLIS);
    scene.advance(tick * TICK_MILLIS);
    if (tick === 4) expect(log).toEqual([]);
  }

  expect(log).toEqual(["hull 100 to 0"]);
});

test("forgets ships and shots that have gone, also while nothing is shown", () => {
  const scene = sceneOf();
  scene.receive(world([ship(200), ship(201)], [300]), 1, 0);

  for (let tick = 2; tick < 100; tick++) {
    scene.receive(world([ship(200)]), tick, tick * TICK_MILLIS);
  }

  expect([...scene.ships.keys()]).toEqual([200]);
  expect(scene.shots.size).toBe(0);
});

test("ranks by score, and always has the own ship in the list", () => {
  const scene = sceneOf();
  const others = [3, 9, 5, 5].map((score, at) => ship(300 + at, { score }));
  scene.receive(world([ship(200, { player: PLAYER }), ...others]), 1, 0);

  const ranks = ranking(scene.ships.values(), 3).map(({ place, view }) => [place, view.id]);

  expect(ranks).toEqual([
    [1, 301],
    [2, 302],
    [5, 200],
  ]);
});

test("cues play when their tick is shown, and not when it was long ago", () => {
  const played: string[] = [];
  const cues = new Cues();
  cues.add(10, () => played.push("ten"));
  cues.add(12, () => played.push("twelve"));

  cues.play(9.9);
  expect(played).toEqual([]);
  cues.play(10.2);
  expect(played).toEqual(["ten"]);
  cues.play(100);
  expect(played).toEqual(["ten"]);
});
