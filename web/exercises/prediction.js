import { Exercise, fill } from "./exercise.js";
import { object, text } from "./shapes.js";
import { plain, textOf } from "./text.js";

/** What a reader expects. Kept: the words, their own or of the option they chose. */
export class Prediction extends Exercise {
  start() {
    this.field = this.querySelector("textarea");
    this.options = [...this.querySelectorAll(".ticks > li")].map((item) => ({
      input: item.querySelector("input"),
      text: textOf(item.querySelector("label, .choice-text")),
    }));
    this.addEventListener("input", () => {
      const expected = this.field ? this.field.value : this.options.find(({ input }) => input.checked)?.text;
      this.keep(plain(expected ?? "") ? { text: expected } : null);
    });
  }

  show(value) {
    const expected = text(object(value).text);
    if (this.field) fill(this.field, expected);
    for (const option of this.options) option.input.checked = option.text === expected;
  }
}

/** The same words again, where the activity has run. */
export class PredictionReview extends Exercise {
  get kind() {
    return "prediction";
  }

  start() {
    this.field = this.querySelector("textarea");
  }

  show(value) {
    this.field.value = text(object(value).text);
  }
}
