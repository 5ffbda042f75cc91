import { fill } from "./exercise.js";
import { reasonsOf } from "./marks.js";
import { Marked } from "./marked.js";
import { nearest, readings, within } from "./numbers.js";
import { text } from "./shapes.js";
import { plain } from "./text.js";
import * as words from "./words.js";

/** A number to work out. Kept: what was written. */
export class NumberQuestion extends Marked {
  missing = words.writeNumberFirst;

  start() {
    super.start();
    this.field = this.querySelector("input.number");
    const { answer, tolerance } = this.answers.querySelector(".number-answer").dataset;
    this.wanted = Number(answer);
    this.tolerance = Number(tolerance);
    this.mistakes = [...this.answers.querySelectorAll("[data-value]")].map((item) => ({
      item,
      value: Number(item.dataset.value),
    }));
  }

  get controls() {
    return [this.field];
  }

  taken() {
    return plain(this.field.value) || null;
  }

  put(answer) {
    fill(this.field, text(answer));
  }

  mark() {
    const found = readings(this.field.value, this.field.dataset.unit);
    if (!found.length) return { refused: words.notANumber(plain(this.field.value)) };
    const right = found.some((value) => within(value, this.wanted, this.tolerance));
    this.marks.add({ item: this.field, control: this.field, right, beside: true });
    if (right) return { right, line: words.right };
    const mistake = nearest(found, this.mistakes, this.tolerance);
    return {
      right,
      line: `${words.notRight} ${mistake ? "" : words.retry}`.trim(),
      nodes: mistake ? reasonsOf(mistake.item) : [],
    };
  }
}
