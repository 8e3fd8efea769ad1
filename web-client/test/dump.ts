import {
  create,
  type DescField,
  type DescMessage,
  getOption,
  type JsonValue,
  type Message,
  toJson,
} from "@bufbuild/protobuf";
import type { Fields } from "../src/codec.js";
import { field as fieldOption } from "./gen/rondo/options_pb.js";
import { StateSchema } from "./gen/vectors_pb.js";

type Json = Record<string, JsonValue>;
type StateMember = Fields | ReadonlyMap<number, Fields>;

/** A room's state as the golden vectors write it, by the contract's state message. */
export function dumpState(
  state: Readonly<Record<string, StateMember>>,
  { fields }: DescMessage = StateSchema,
): Json {
  const dump: Json = {};
  for (const { message: desc, localName } of fields) {
    const member = state[localName];
    if (desc === undefined || member === undefined) {
      throw new Error(`The state has no ${localName}.`);
    }
    dump[localName] = isSet(member) ? dumpSet(desc, member) : dumpMessage(desc, member);
  }
  return dump;
}

function isSet(member: StateMember): member is ReadonlyMap<number, Fields> {
  return member instanceof Map;
}

function dumpSet(desc: DescMessage, entities: ReadonlyMap<number, Fields>): Json {
  const dump: Json = {};
  for (const [key, entity] of entities) {
    const { id, ...json } = dumpMessage(desc, entity);
    if (id !== key) {
      throw new Error(`The entity ${key} has the id ${id}.`);
    }
    dump[key] = json;
  }
  return dump;
}

/** Protobuf JSON of the fields that are set; those with a step as counts, not as what they show. */
function dumpMessage(desc: DescMessage, message: Fields): Json {
  const json = toJson(desc, counted(desc, message));
  if (typeof json !== "object" || json === null || Array.isArray(json)) {
    throw new Error(`${desc.typeName} is not an object in JSON.`);
  }
  return json;
}

function counted(desc: DescMessage, message: Fields): Message {
  const copy: Fields = Object.assign(create(desc), message);
  for (const field of desc.fields) {
    const { localName, oneof } = field;
    if (oneof !== undefined) {
      const { case: chosen, value } = Object(message[oneof.localName]);
      if (chosen === localName) {
        copy[oneof.localName] = { case: chosen, value: countsOf(field, value) };
      }
    } else if (Object.hasOwn(message, localName)) {
      copy[localName] = countsOf(field, message[localName]);
    }
  }
  return create(desc, copy);
}

function countsOf(field: DescField, value: unknown): unknown {
  const { step } = getOption(field, fieldOption);
  if (step !== 0) {
    return Math.round(Number(value) / step);
  }
  const { message: desc } = field;
  if (desc === undefined) {
    return value;
  }
  const inner = (one: unknown) => counted(desc, Object(one));
  switch (field.fieldKind) {
    case "list":
      return Object(value).map(inner);
    case "map":
      return Object.fromEntries(
        Object.entries(Object(value)).map(([key, one]) => [key, inner(one)]),
      );
    default:
      return inner(value);
  }
}
