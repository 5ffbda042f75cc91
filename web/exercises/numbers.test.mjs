import assert from "node:assert/strict";
import { test } from "node:test";
import { nearest, readings, within } from "./numbers.js";

const cases = {
  0.25: [0.25],
  "0,25": [0.25],
  ".25": [0.25],
  ",25": [0.25],
  "25.": [25],
  "1/4": [0.25],
  "1 / 4": [0.25],
  "1⁄4": [0.25],
  "1 1/2": [1.5],
  "-1 1/2": [-1.5],
  "25 %": [0.25],
  "25%": [0.25],
  "25 per cent": [0.25],
  "1/2 %": [0.005],
  "−3": [-3],
  "–3": [-3],
  "- 3": [-3],
  "+3": [3],
  " 7 ": [7],
  "1,560": [1.56, 1560],
  "1 560": [1560],
  "1,234,567.5": [1234567.5],
  "1\u00a0560": [1560],
};

for (const [written, wanted] of Object.entries(cases)) {
  test(`“${written}” means ${wanted.join(" or ")}`, () => assert.deepEqual(readings(written), wanted));
}

for (const written of [
  "",
  " ",
  "many",
  "1/0",
  "1 1/0",
  "--3",
  "1.2.3",
  "1,2,3",
  "0x10",
  "1e3",
  "Infinity",
  "NaN",
  "3 apples",
  "%",
  "/",
  ",",
  ".",
  "9".repeat(400),
]) {
  test(`“${written.slice(0, 20)}” is no number`, () => assert.deepEqual(readings(written), []));
}

test("the unit may be written too", () => {
  assert.deepEqual(readings("18 ties", "ties"), [18]);
  assert.deepEqual(readings("18 Ties", "ties"), [18]);
  assert.deepEqual(readings("18 arrows", "ties"), []);
});

test("where the unit is per cent, a sign for it divides nothing", () => {
  for (const unit of ["%", "per cent", "percent", "% of all ties"]) {
    assert.deepEqual(readings("25", unit), [25]);
    assert.deepEqual(readings("25 %", unit), [25]);
  }
});

test("a long text takes no long time", () => {
  const began = performance.now();
  for (const sign of [" ", "1", "1,", "1 ", "-", "/", "%"]) readings(sign.repeat(100_000), "ties");
  assert.ok(performance.now() - began < 1000);
});

test("the edge of a tolerance is within it, whatever binary fractions make of it", () => {
  assert.ok(within(0.205, 0.2, 0.005));
  assert.ok(within(0.1 + 0.2, 0.3, 0));
  assert.ok(!within(0.2051, 0.2, 0.005));
});

test("the nearest expected mistake is meant", () => {
  const items = [{ value: 0.18 }, { value: 0.19 }, { value: 4 }];
  assert.equal(nearest([0.188], items, 0.01), items[1]);
  assert.equal(nearest([1.56, 4], items, 0.01), items[2]);
  assert.equal(nearest([3], items, 0.01), undefined);
  assert.equal(nearest([3], [], 1), undefined);
});
