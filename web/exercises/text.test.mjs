import assert from "node:assert/strict";
import { test } from "node:test";
import { normalised, plain, wordCount } from "./text.js";

test("white space is one blank", () => assert.equal(plain(" a \n\t b\u00a0c "), "a b c"));

test("apostrophes, quotation marks, hyphens and composed letters are the same in every spelling", () => {
  assert.equal(normalised("head’s"), normalised("head's"));
  assert.equal(normalised("“x”"), normalised('"x"'));
  assert.equal(normalised("k‑core"), normalised("k-core"));
  assert.equal(normalised("ty\u0302"), normalised("t\u0177"));
});

test("case and accents count unless they are tolerated", () => {
  assert.notEqual(normalised("Tŷ"), normalised("tŷ"));
  assert.equal(normalised("Tŷ", ["case"]), normalised("tŷ", ["case"]));
  assert.notEqual(normalised("ty", ["case"]), normalised("tŷ", ["case"]));
  assert.equal(normalised("ty", ["accents"]), normalised("tŷ", ["accents"]));
  assert.equal(normalised("TY", ["case", "accents"]), normalised("tŷ", ["case", "accents"]));
});

test("words are what has a letter or a digit", () => {
  assert.equal(wordCount(""), 0);
  assert.equal(wordCount(" – … "), 0);
  assert.equal(wordCount("One well-known head’s 3 ideas – tŷ ŵ"), 7);
  assert.equal(wordCount("a\nb\u00a0c"), 3);
});
