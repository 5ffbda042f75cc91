import assert from "node:assert/strict";
import { test } from "node:test";
import { calibration, firstTry } from "./confidence.js";

test("first tries are counted by how sure they were, the surest first", () => {
  const tries = [
    ["3", true],
    ["1", false],
    ["3", false],
    ["3", true],
  ].map(([sure, right]) => ({ sure, right }));
  assert.equal(
    calibration(tries),
    "First tries on this page. When you were certain: 2 of 3 right. When you guessed: 0 of 1 right.",
  );
  assert.equal(calibration([]), "");
});

test("what is no first try is none", () => {
  assert.deepEqual(firstTry({ sure: "2", right: true, more: 1 }), { sure: "2", right: true });
  for (const value of [
    null,
    undefined,
    3,
    "x",
    [],
    {},
    { sure: 2, right: true },
    { sure: "9", right: true },
    { sure: "2", right: "true" },
  ]) {
    assert.equal(firstTry(value), null);
  }
});
