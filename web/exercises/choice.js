import { reasonsOf } from "./marks.js";
import { Marked } from "./marked.js";
import { texts } from "./shapes.js";
import { textOf } from "./text.js";
import * as words from "./words.js";

/** Single and multiple choice. Kept: the texts of the choices taken, for their order may change. */
export class Choice extends Marked {
  start() {
    super.start();
    this.several = this.kind === "multiple-choice";
    this.missing = this.several ? words.tickFirst : words.chooseFirst;
    this.choices = [...this.querySelectorAll(".choices > li")].map((item, place) => ({
      item,
      input: item.querySelector("input"),
      text: textOf(item.querySelector("label, .choice-text")),
      answer: this.answers.querySelector(`[data-choice="${place}"]`),
    }));
    for (const choice of this.choices) choice.right = choice.answer.hasAttribute("data-right");
    // The whole box of a choice is its target.
    this.addEventListener("click", ({ target }) => {
      const item = target.closest(".choices > li");
      if (item && !target.closest("a, button, input, label, .feedback") && !getSelection().toString()) {
        item.querySelector("input").click();
      }
    });
  }

  get controls() {
    return this.choices.map(({ input }) => input);
  }

  taken() {
    const found = this.choices.filter(({ input }) => input.checked).map(({ text }) => text);
    return found.length ? found : null;
  }

  put(answer) {
    const wanted = texts(answer);
    for (const { input, text } of this.choices) input.checked = wanted.includes(text);
  }

  mark() {
    const taken = this.choices.filter(({ input }) => input.checked);
    const missed = this.choices.filter(({ input, right }) => right && !input.checked).length;
    const hits = taken.filter(({ right }) => right).length;
    const right = hits === taken.length && !missed;
    for (const { item, input, right, answer } of taken) {
      this.marks.add({ item, control: input, right, reasons: this.several ? reasonsOf(answer) : [] });
    }
    if (!this.several) {
      return { right, line: right ? words.right : words.notRight, nodes: reasonsOf(taken[0].answer) };
    }
    if (right) return { right, line: words.allRight };
    const parts = [words.choicesRight(hits, taken.length), ...(missed ? [words.choicesMissing(missed)] : [])];
    return { right, line: `${parts.join("; ")}.` };
  }
}
