import { Exercise } from "./exercise.js";
import { object, texts } from "./shapes.js";
import { textOf } from "./text.js";

/** Kept: the texts of the ticked items. */
export class Checklist extends Exercise {
  start() {
    this.items = [...this.querySelectorAll(".ticks > li")].map((item) => ({
      input: item.querySelector("input"),
      text: textOf(item.querySelector("label, .choice-text")),
    }));
    this.addEventListener("input", () => {
      const ticked = this.items.filter(({ input }) => input.checked).map(({ text }) => text);
      this.keep(ticked.length ? { ticked } : null);
    });
  }

  show(value) {
    const ticked = texts(object(value).ticked);
    for (const { input, text } of this.items) input.checked = ticked.includes(text);
  }
}
