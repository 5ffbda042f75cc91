import { made } from "./exercise.js";
import * as words from "./words.js";

/** What an author says of one answer, copied out of the disclosure. answer: its list item there. */
export function reasonsOf(answer) {
  return copiesOf([...answer.children].filter((child) => !child.matches(".answer-line")));
}

/** Copies for a second place on the page: an id stands once. */
export function copiesOf(nodes) {
  return nodes.map((node) => {
    const copy = node.cloneNode(true);
    for (const inner of [copy, ...copy.querySelectorAll("[id]")]) inner.removeAttribute("id");
    return copy;
  });
}

/** Marks beside answers, and how to take them away again. */
export class Marks {
  #label;
  #undo = [];

  constructor(label) {
    this.#label = label;
  }

  /**
   * Mark an answer: a word beside it, which its control refers to, and below it what its author says.
   * item: what carries the mark. control: what a reader answers with, if it is one. reasons: nodes.
   */
  add({ item, control, right, word = right ? words.RIGHT : words.NOT_RIGHT, reasons = [], beside = false }) {
    const state = right ? "right" : "wrong";
    const mark = made("span", `mark mark-${state}`, word, { id: `${this.#label}--mark-${this.#undo.length}` });
    item.dataset.mark = state;
    if (beside) item.after(mark);
    else item.append(mark);
    let said;
    if (reasons.length) {
      said = made("div", "feedback");
      said.append(...reasons);
      item.append(said);
    }
    control?.setAttribute("aria-describedby", mark.id);
    this.#undo.push(() => {
      mark.remove();
      said?.remove();
      delete item.dataset.mark;
      control?.removeAttribute("aria-describedby");
    });
  }

  clear() {
    for (const undo of this.#undo) undo();
    this.#undo = [];
  }
}
