import { calibration, Confidence, firstTry } from "./confidence.js";
import { Exercise, made } from "./exercise.js";
import { copiesOf, Marks } from "./marks.js";
import { object } from "./shapes.js";
import * as words from "./words.js";

/** Every exercise of the page that asks how sure its reader is. */
const asking = new Set();

/**
 * An exercise with a right answer: check, try again, show the answer.
 *
 * A subclass says how it is answered: `controls`, what takes the focus; `taken()`, the answer to keep, null if there is
 * none; `put(answer)`, the reverse, for anything that storage may hold; `mark()`, which marks the parts and returns
 * {right, line, nodes}, or {refused} with the reason why it cannot be marked.
 */
export class Marked extends Exercise {
  start() {
    this.answers = this.querySelector(":scope > .answers");
    this.marks = new Marks(this.label);
    this.verdict = this.querySelector(":scope > .verdict");
    const [check, reveal, again] = ["check", "reveal", "again"].map((name) =>
      this.querySelector(`:scope > .controls > .${name}`),
    );
    this.againButton = again;
    check.addEventListener("click", () => this.check());
    again.addEventListener("click", () => this.again());

    reveal.setAttribute("aria-expanded", "false");
    reveal.addEventListener("click", () => (this.answers.open = !this.answers.open));
    // Closed, the answers are gone with their summary: the focus goes first, for the browser would drop it.
    this.answers.querySelector("summary").addEventListener("click", () => reveal.focus());
    this.answers.addEventListener("toggle", () => {
      const open = this.answers.open;
      reveal.setAttribute("aria-expanded", String(open));
      reveal.textContent = open ? words.hideAnswer : words.showAnswer;
      if (open && !this.first && !this.seen) {
        this.seen = true;
        this.settle();
        this.save();
      }
    });

    const fieldset = this.querySelector(":scope > .confidence");
    if (fieldset) {
      this.confidence = new Confidence(fieldset);
      asking.add(this);
    }
    this.addEventListener("input", (event) => {
      if (!this.confidence?.holds(event.target)) return this.changed();
      this.confidence.missing = false;
      this.save();
    });
    this.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing || event.target.type !== "text") return;
      event.preventDefault();
      this.check();
    });
  }

  show(value) {
    const { answer, sure, first, seen } = object(value);
    this.clear();
    this.put(answer);
    this.first = firstTry(first);
    this.seen = seen === true;
    if (this.confidence) {
      this.confidence.level = this.first?.sure ?? sure;
      this.settle();
    }
  }

  /** How sure one is, is asked before the answer: once that is known, or shown, it is settled. */
  settle() {
    if (this.confidence) this.confidence.settled = Boolean(this.first || this.seen);
  }

  save() {
    const answer = this.taken();
    const sure = this.confidence?.level ?? null;
    const nothing = answer === null && sure === null && !this.first && !this.seen;
    return this.keep(nothing ? null : { answer, sure, first: this.first ?? null, seen: this.seen === true });
  }

  /** The answer is another one: what was said of the last does not hold for it. */
  changed() {
    this.clear();
    this.save();
  }

  clear() {
    this.marks.clear();
    this.say();
  }

  check() {
    this.marks.clear();
    if (this.taken() === null) return this.say("note", this.missing);
    const asked = this.confidence && !this.first && !this.seen;
    if (asked && !this.confidence.level) {
      this.confidence.missing = true;
      return this.say("note", words.sayHowSure);
    }
    const { right, line, nodes = [], refused } = this.mark();
    if (refused) return this.say("note", refused);
    if (asked) this.first = { sure: this.confidence.level, right };
    this.settle();
    this.say(right ? "right" : "wrong", line, ...nodes, ...(right ? this.explanation() : []), ...this.judgement());
    this.againButton.hidden = false;
    this.save();
  }

  again() {
    this.put(null);
    this.clear();
    this.save();
    this.controls[0].focus();
    this.againButton.hidden = true;
  }

  /** What every reader is told who has found the answer. */
  explanation() {
    return copiesOf([...this.answers.querySelectorAll(":scope > .explanation")]);
  }

  judgement() {
    const sentence = this.first && calibration([...asking].flatMap(({ first }) => first ?? []));
    return sentence ? [made("p", "calibration", sentence)] : [];
  }

  /** Say a sentence, and below it what belongs to it; nothing to fall silent. state: "right", "wrong" or "note". */
  say(state, sentence, ...nodes) {
    if (!state) {
      if (this.verdict.hasChildNodes()) this.verdict.replaceChildren();
      delete this.verdict.dataset.state;
      return;
    }
    this.verdict.dataset.state = state;
    this.verdict.replaceChildren(made("p", state === "note" ? "note" : `mark mark-${state}`, sentence), ...nodes);
  }
}
