import { Marked } from "./marked.js";
import { fill } from "./exercise.js";
import { text, texts } from "./shapes.js";
import { normalised, plain } from "./text.js";
import * as words from "./words.js";

/** Gaps in a text. Kept: what stands in each, in their order. */
export class Gaps extends Marked {
  missing = words.fillFirst;

  start() {
    super.start();
    this.fields = [...this.querySelectorAll("input.gap")];
    this.tolerate = this.answers.querySelector("[data-tolerate]").dataset.tolerate.split(" ");
    this.accepted = [...this.answers.querySelectorAll("[data-accepted]")].map((item) =>
      item.dataset.accepted.split("|"),
    );
  }

  get controls() {
    return this.fields;
  }

  taken() {
    return this.fields.some(({ value }) => plain(value)) ? this.fields.map(({ value }) => value) : null;
  }

  put(answer) {
    const kept = texts(answer);
    this.fields.forEach((field, place) => fill(field, text(kept[place])));
  }

  mark() {
    let found = 0;
    let empty = 0;
    this.fields.forEach((field, place) => {
      if (!plain(field.value)) return void empty++;
      const fits = (tolerate) =>
        this.accepted[place].some((answer) => normalised(answer, tolerate) === normalised(field.value, tolerate));
      const right = fits(this.tolerate);
      found += right;
      const word = right ? words.RIGHT : fits(["case", "accents"]) ? words.NEARLY : words.NOT_RIGHT;
      this.marks.add({ item: field, control: field, right, word, beside: true });
    });
    const right = found === this.fields.length;
    const parts = [words.someRight(found, this.fields.length), ...(empty ? [words.notAnswered(empty)] : [])];
    return { right, line: right ? words.allRight : parts.join(" ") };
  }
}
