import { announce } from "./announce.js";
import { draggable } from "./drag.js";
import { reasonsOf } from "./marks.js";
import { Marked } from "./marked.js";
import { movesNeeded } from "./sequence.js";
import { texts } from "./shapes.js";
import { textOf } from "./text.js";
import * as words from "./words.js";

const STEPS = { ArrowUp: -1, ArrowDown: 1 };

/** Steps to put in order. Kept: their texts in the reader's order. */
export class Ordering extends Marked {
  start() {
    super.start();
    this.list = this.querySelector(".steps");
    this.steps = [...this.list.children].map((item) => ({ item, text: textOf(item.querySelector(".step-text")) }));
    this.right = [...this.answers.querySelectorAll("[data-step]")];
    this.list.addEventListener("click", ({ target }) => {
      const button = target.closest("button");
      if (button) this.#step(button.closest("li"), button.matches(".earlier") ? -1 : 1);
    });
    this.list.addEventListener("keydown", (event) => {
      const by = STEPS[event.key];
      if (!by || event.ctrlKey || event.metaKey || event.altKey || !event.target.matches("button")) return;
      event.preventDefault();
      this.#step(event.target.closest("li"), by);
    });
    for (const { item } of this.steps) this.#makeDraggable(item);
  }

  get controls() {
    return [this.list.querySelector("li:first-child .later")];
  }

  get items() {
    return [...this.list.children];
  }

  /** Put a step at a place by moving the others: a node that is moved loses the focus, and a pointer held on it. */
  #place(item, place) {
    let at = this.items.indexOf(item);
    for (; at > place; at--) item.after(item.previousElementSibling);
    for (; at < place; at++) item.before(item.nextElementSibling);
  }

  #step(item, by) {
    const place = this.items.indexOf(item) + by;
    if (place < 0) return announce(words.alreadyFirst);
    if (place >= this.steps.length) return announce(words.alreadyLast);
    this.#place(item, place);
    this.#moved(item);
    item.scrollIntoView({ block: "nearest" });
  }

  #moved(item) {
    this.untouched = false;
    this.#showEnds();
    this.changed();
    announce(words.moved(this.items.indexOf(item) + 1, this.steps.length));
  }

  /** A button that can do nothing stays: taken away, it would take the focus with it. */
  #showEnds() {
    this.items.forEach((item, place) => {
      item.querySelector(".earlier").setAttribute("aria-disabled", String(place === 0));
      item.querySelector(".later").setAttribute("aria-disabled", String(place === this.steps.length - 1));
    });
  }

  #makeDraggable(item) {
    let from;
    draggable(item, {
      start: () => (from = this.items.indexOf(item)),
      move: (x, y) => {
        const others = this.items.filter((other) => other !== item);
        const middle = (other) => other.offsetTop + other.offsetHeight / 2;
        // Places are counted where the list lies, not where a step is drawn while it is held.
        const held = y - this.list.getBoundingClientRect().top + this.list.offsetTop;
        const place = others.filter((other) => middle(other) < held).length;
        this.#place(item, place);
      },
      drop: () => {
        if (this.items.indexOf(item) !== from) this.#moved(item);
      },
      cancel: () => {
        this.#place(item, from);
        announce(words.putBack);
      },
    });
  }

  /** Null only where nothing was moved: the order given is nobody's answer, but may be checked. */
  taken() {
    return this.items.map((item) => this.steps.find((step) => step.item === item).text);
  }

  save() {
    if (this.untouched && !this.first && !this.seen && !this.confidence?.level) return this.keep(null);
    return super.save();
  }

  put(answer) {
    const kept = texts(answer);
    const known = this.steps.filter(({ text }) => kept.includes(text));
    const whole = kept.length === this.steps.length && known.length === this.steps.length;
    const wanted = whole ? [...known].sort((a, b) => kept.indexOf(a.text) - kept.indexOf(b.text)) : this.steps;
    wanted.forEach(({ item }, place) => this.#place(item, place));
    this.untouched = !whole;
    this.#showEnds();
  }

  mark() {
    const rightPlace = (item) => this.right.findIndex((answer) => answer.dataset.step === item.dataset.step);
    const places = this.items.map(rightPlace);
    this.items.forEach((item, place) => {
      const right = places[place] === place;
      this.marks.add({
        item,
        right,
        word: right ? words.IN_PLACE : words.NOT_IN_PLACE,
        reasons: right ? reasonsOf(this.right[place]) : [],
      });
    });
    const found = places.filter((right, place) => right === place).length;
    const moves = movesNeeded(places);
    if (!moves) return { right: true, line: words.allRight };
    // One step out of its place puts others out of theirs: say so where it tells more than the marks do.
    const few = moves < places.length - found && moves <= places.length / 2;
    return { right: false, line: words.someRight(found, places.length) + (few ? ` ${words.stepsToMove(moves)}` : "") };
  }
}
