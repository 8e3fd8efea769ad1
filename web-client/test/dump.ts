import { create, type DescMessage, getOption, type JsonValue, toJson } from "@bufbuild/protobuf";
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
  const copy: Fields = Object.assign(create(desc), message);
  for (const field of desc.fields) {
    const { step } = getOption(field, fieldOption);
    if (step !== 0 && Object.hasOwn(message, field.localName)) {
      copy[field.localName] = Math.round(Number(message[field.localName]) / step);
    }
  }
  const json = toJson(desc, create(desc, copy));
  if (typeof json !== "object" || json === null || Array.isArray(json)) {
    throw new Error(`${desc.typeName} is not an object in JSON.`);
  }
  return json;
}
