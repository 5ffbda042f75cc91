import { object } from "./shapes.js";
import * as words from "./words.js";

const LEVELS = ["3", "2", "1"];

/** How sure a reader is, asked before the answer; it counts once, at the first try. */
export class Confidence {
  constructor(fieldset) {
    this.fieldset = fieldset;
    this.inputs = [...fieldset.querySelectorAll("input")];
  }

  /** "1" to "3", or null. */
  get level() {
    return this.inputs.find((input) => input.checked)?.value ?? null;
  }

  set level(level) {
    for (const input of this.inputs) input.checked = input.value === level;
  }

  /** Once it has counted it is settled. */
  set settled(settled) {
    this.fieldset.disabled = settled;
  }

  /** Draw the eye to what is missing. */
  set missing(missing) {
    this.fieldset.toggleAttribute("data-missing", missing);
  }

  holds(element) {
    return this.fieldset.contains(element);
  }
}

/** A first try as storage holds it: {sure, right}; null if it is none. */
export function firstTry(value) {
  const { sure, right } = object(value);
  return LEVELS.includes(sure) && typeof right === "boolean" ? { sure, right } : null;
}

/**
 * What first tries tell about how well their reader judges, in sentences; the surest first.
 * tries: [{sure: "1" to "3", right: whether it was}].
 */
export function calibration(tries) {
  const sentences = LEVELS.flatMap((level) => {
    const given = tries.filter(({ sure }) => sure === level);
    const right = given.filter((attempt) => attempt.right).length;
    return given.length ? [words.calibration(level, right, given.length)] : [];
  });
  return sentences.length ? [words.calibrationIntroduction, ...sentences].join(" ") : "";
}
