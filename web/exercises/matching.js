import { announce } from "./announce.js";
import { draggable } from "./drag.js";
import { made } from "./exercise.js";
import { reasonsOf } from "./marks.js";
import { Marked } from "./marked.js";
import { list, text } from "./shapes.js";
import { textOf } from "./text.js";
import * as words from "./words.js";

/** Terms and their partners. Kept: pairs of texts, for the letters come from a shuffle that a new label changes. */
export class Matching extends Marked {
  missing = words.matchFirst;

  start() {
    super.start();
    this.partners = [...this.querySelectorAll(".partners > li")].map((item) => ({
      item,
      letter: item.dataset.partner,
      text: textOf(item.querySelector(".partner-text")),
    }));
    this.terms = [...this.querySelectorAll(".terms > li")].map((item, place) => ({
      item,
      select: item.querySelector("select"),
      text: textOf(item.querySelector(".term")),
      answer: this.answers.querySelector(`[data-term="${place}"]`),
    }));
    for (const partner of this.partners) this.#makeDraggable(partner);
  }

  #makeDraggable({ item, letter }) {
    const termAt = (x, y) =>
      this.terms.find(({ item }) => {
        const box = item.getBoundingClientRect();
        return x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
      });
    let over;
    const aim = (term) => {
      if (term === over) return;
      over?.item.removeAttribute("data-over");
      term?.item.setAttribute("data-over", "");
      over = term;
    };
    draggable(item, {
      move: (x, y) => aim(termAt(x, y)),
      drop: () => {
        const term = over;
        aim();
        if (!term) return;
        term.select.value = letter;
        this.changed();
        announce(words.matched(letter, term.text));
      },
      cancel: () => aim(),
    });
  }

  get controls() {
    return this.terms.map(({ select }) => select);
  }

  taken() {
    const pairs = this.terms.flatMap(({ select, text }) => {
      const partner = this.partners.find(({ letter }) => letter === select.value);
      return partner ? [[text, partner.text]] : [];
    });
    return pairs.length ? pairs : null;
  }

  put(answer) {
    const kept = new Map(list(answer).map((pair) => [text(list(pair)[0]), text(list(pair)[1])]));
    for (const { select, text } of this.terms) {
      select.value = this.partners.find((partner) => partner.text === kept.get(text))?.letter ?? "";
    }
    this.#showUsed();
  }

  changed() {
    this.#showUsed();
    super.changed();
  }

  #showUsed() {
    const used = new Set(this.terms.map(({ select }) => select.value));
    for (const { item, letter } of this.partners) item.toggleAttribute("data-used", used.has(letter));
  }

  mark() {
    const answered = this.terms.filter(({ select }) => select.value);
    const isRight = ({ select, answer }) => select.value === answer.dataset.partner;
    const found = answered.filter(isRight).length;
    for (const term of answered) {
      const right = isRight(term);
      const { item, select, answer } = term;
      this.marks.add({ item, control: select, right, reasons: right ? reasonsOf(answer) : [] });
    }
    const right = found === this.terms.length;
    const empty = this.terms.length - answered.length;
    const parts = [words.someRight(found, this.terms.length), ...(empty ? [words.notAnswered(empty)] : [])];
    return { right, line: right ? words.allRight : parts.join(" ") };
  }
}
