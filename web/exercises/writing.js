import { announce } from "./announce.js";
import { Exercise, fill } from "./exercise.js";
import { list, object, text } from "./shapes.js";
import { plain, textOf, wordCount } from "./text.js";
import * as words from "./words.js";

/** Free text, in parts or whole. Kept: each part's heading and text, so that a new frame loses nobody's words. */
export class Writing extends Exercise {
  start() {
    this.parts = [...this.querySelectorAll(".writing")].map((part) => ({
      heading: textOf(part.querySelector("label")),
      field: part.querySelector("textarea"),
    }));
    this.left = [];
    const guide = this.querySelector(".word-guide");
    this.guide = guide && { element: guide, words: Number(guide.dataset.words), passed: false };
    this.addEventListener("input", () => {
      const written = this.parts.map(({ heading, field }) => ({ heading, text: field.value }));
      const parts = [...written, ...this.left];
      this.keep(parts.some(({ text }) => plain(text)) ? { parts } : null);
      this.#count({ aloud: true });
    });
  }

  show(value) {
    let kept = list(object(value).parts)
      .map((part) => ({ heading: text(object(part).heading), text: text(object(part).text) }))
      .filter((part) => part.text);
    const take = (wanted) => {
      const found = kept.find(wanted);
      kept = kept.filter((part) => part !== found);
      return found?.text;
    };
    const found = this.parts.map(({ heading }) => take((part) => part.heading === heading));
    // What stood under a heading that is no more goes where there is room, and is kept where there is none.
    this.parts.forEach(({ field }, place) => fill(field, found[place] ?? take(() => true) ?? ""));
    this.left = kept;
    this.#count({ aloud: false });
  }

  #count({ aloud }) {
    if (!this.guide) return;
    const written = wordCount(this.parts.map(({ field }) => field.value).join(" "));
    this.guide.element.textContent = written ? words.wordsOf(written, this.guide.words) : words.guide(this.guide.words);
    const passed = written > this.guide.words;
    if (passed && !this.guide.passed && aloud) announce(words.guidePassed(this.guide.words));
    this.guide.passed = passed;
  }
}
