import { describe, expect, test } from "vitest";
import { noticeOf } from "../src/screens/ending.js";

const ending = (code: string, reason = "", retryAfterMillis = 0) => {
  return noticeOf({ code, reason, retryAfterMillis });
};

describe("noticeOf", () => {
  test("says when to try a full server again", () => {
    expect(ending("server_full", "", 4200).text).toContain("about 5 seconds");
    expect(ending("server_full", "", 900).text).toContain("about 1 second.");
    expect(ending("server_full").text).toContain("in a moment");
  });

  test("loads the page again where it is of another version", () => {
    expect(ending("version_mismatch").does).toBe("reload");
  });

  test.each(["kicked", "lost", "silent", "stopping", "too_slow", "room_closed", "room_failed"])(
    "offers to fly again after: %s",
    (code) => {
      expect(ending(code)).toMatchObject({ button: "Fly again", does: "fly" });
    },
  );

  test("says why one was put out, as a sentence", () => {
    expect(ending("kicked", "more than 5 messages in 4 s").text).toMatch(/messages in 4 s\.$/);
  });

  test("shows the code of an ending that it does not know", () => {
    expect(ending("bad_answer", "It is text.").text).toContain("It is text. (bad_answer)");
  });
});
