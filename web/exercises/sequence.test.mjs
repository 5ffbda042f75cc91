import assert from "node:assert/strict";
import { test } from "node:test";
import { movesNeeded } from "./sequence.js";

/** The fewest moves, found by trying every way of leaving members where they stand. */
function bySearch(places) {
  let most = 0;
  for (let chosen = 0; chosen < 2 ** places.length; chosen++) {
    const kept = places.filter((_, n) => chosen & (1 << n));
    if (kept.every((place, n) => n === 0 || kept[n - 1] < place)) most = Math.max(most, kept.length);
  }
  return places.length - most;
}

function* permutations(items) {
  if (items.length < 2) yield items;
  for (const first of items)
    for (const rest of permutations(items.filter((item) => item !== first))) yield [first, ...rest];
}

test("as many moves as a search of all ways finds, for every order of up to six", () => {
  for (let size = 0; size <= 6; size++) {
    for (const places of permutations([...Array(size).keys()]))
      assert.equal(movesNeeded(places), bySearch(places), places.join(" "));
  }
});
