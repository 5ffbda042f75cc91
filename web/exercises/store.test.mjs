import assert from "node:assert/strict";
import { test } from "node:test";
import { Store } from "./store.js";

class Box {
  held = new Map();
  full = false;
  getItem(key) {
    return this.held.get(key) ?? null;
  }
  setItem(key, text) {
    if (this.full) throw new DOMException("full", "QuotaExceededError");
    this.held.set(key, text);
  }
  removeItem(key) {
    this.held.delete(key);
  }
}

const opened = (box, book = "A book") => new Store(book, () => box);

test("what is written is read again, with its kind and time, by the next page too", async () => {
  const box = new Box();
  assert.equal(await opened(box).write("one", "plan", { if: "x" }), true);
  const { kind, value, at } = await opened(box).read("one");
  assert.deepEqual([kind, value], ["plan", { if: "x" }]);
  assert.ok(Math.abs(Date.now() - Date.parse(at)) < 60_000);
  assert.equal(await opened(box).read("two"), null);
});

test("two books on one server keep apart", async () => {
  const box = new Box();
  await opened(box, "A").write("one", "plan", 1);
  assert.equal(await opened(box, "B").read("one"), null);
});

test("what is erased is gone", async () => {
  const box = new Box();
  const store = opened(box);
  await store.write("one", "plan", 1);
  await store.erase("one");
  assert.equal(await store.read("one"), null);
  assert.equal(box.held.size, 0);
});

test("a record moves from a former label to the new one, once; the new one's own goes before", async () => {
  const box = new Box();
  const store = opened(box);
  await store.write("older", "plan", "words");
  assert.equal((await store.read("new", ["old", "older"])).value, "words");
  assert.equal((await store.read("new")).value, "words");
  assert.equal(await store.read("older"), null);
  await store.write("old", "plan", "stale");
  assert.equal((await store.read("new", ["old", "older"])).value, "words");
});

test("a former record that cannot be moved stays where it is", async () => {
  const box = new Box();
  await opened(box).write("old", "plan", "words");
  box.full = true;
  assert.equal((await opened(box).read("new", ["old"])).value, "words");
  box.full = false;
  assert.equal((await opened(box).read("old")).value, "words");
});

test("a browser that refuses or is full keeps nothing, and the page goes on", async () => {
  const refusing = new Store("A book", () => {
    throw new DOMException("refused", "SecurityError");
  });
  assert.equal(await refusing.write("one", "plan", "words"), false);
  assert.equal((await refusing.read("one")).value, "words");
  await refusing.erase("one");
  assert.equal(await refusing.read("one"), null);

  const box = new Box();
  const store = opened(box);
  await store.write("one", "plan", "before");
  box.full = true;
  assert.equal(await store.write("one", "plan", "after"), false);
  assert.equal((await store.read("one")).value, "after");
  box.full = false;
  assert.equal(await store.write("one", "plan", "later"), true);
  assert.equal((await opened(box).read("one")).value, "later");
});

test("what is no record is none", async () => {
  for (const text of [
    "",
    "{",
    "null",
    "3",
    '"x"',
    "[]",
    "{}",
    '{"kind": 3, "value": 1}',
    '{"kind": "plan"}',
    "<img>",
  ]) {
    const box = new Box();
    const store = opened(box);
    await store.write("one", "plan", 1);
    box.held.set([...box.held.keys()][0], text);
    assert.equal(await store.read("one"), null, text);
  }
});

test("everyone but the writer is told, of other tabs too", async () => {
  const box = new Box();
  const store = opened(box);
  const told = [];
  const stop = store.watch("one", (record) => told.push(["a", record?.value]), "a");
  store.watch("one", (record) => told.push(["b", record?.value]), "b");
  store.watch("two", () => told.push("never"));
  await store.write("one", "plan", 1, "a");
  assert.deepEqual(told.splice(0), [["b", 1]]);
  await store.erase("one", "b");
  assert.deepEqual(told.splice(0), [["a", undefined]]);

  const other = opened(box);
  await other.write("one", "plan", 2);
  const [key] = box.held.keys();
  store.changedElsewhere(key, box.getItem(key));
  assert.deepEqual(told.splice(0), [
    ["a", 2],
    ["b", 2],
  ]);
  store.changedElsewhere("something else", "x");
  assert.deepEqual(told, []);
  stop();
  store.changedElsewhere(key, null);
  assert.deepEqual(told.splice(0), [["b", undefined]]);
});

test("when another tab deletes everything, what only this page held goes too", async () => {
  const store = new Store("A book", () => {
    throw new Error();
  });
  await store.write("one", "plan", 1);
  let told = 0;
  store.watch("one", (record) => (told += record === null));
  store.changedElsewhere(null, null);
  assert.equal(told, 1);
  assert.equal(await store.read("one"), null);
});
