import { Store } from "./store.js";
import * as words from "./words.js";

const page = document.documentElement;
// A book is known by its name; where a page does not tell it, by where the book lies.
const book = page.dataset.book ?? new URL(page.dataset.content_root ?? ".", location.href).pathname;

export const store = new Store(book, () => localStorage);
addEventListener("storage", (event) => store.changedElsewhere(event.key, event.newValue));

let toldNotKept = false;

/**
 * An exercise on the page: it shows what its reader kept and keeps what its reader changes.
 *
 * A subclass finds its parts in `start()` and shows a value in `show(value)`: null, or whatever storage holds, which it
 * must not trust. Neither may move anything: they run when the page may have been drawn.
 */
export class Exercise extends HTMLElement {
  connectedCallback() {
    if (this.label) return;
    this.label = this.dataset.label;
    this.start();
    this.#read().then(() => (this.dataset.ready = ""));
    store.watch(this.key, (record) => this.#show(record), this);
    // A page that comes back whole, by the button Back, has not heard what happened meanwhile.
    addEventListener("pageshow", ({ persisted }) => persisted && this.#read());
  }

  async #read() {
    this.touched = false;
    const record = await store.read(this.key, this.dataset.formerly?.split(" "));
    if (!this.touched) this.#show(record);
  }

  /** Under what it is kept. */
  get key() {
    return this.label;
  }

  /** The kind of record it keeps. */
  get kind() {
    return this.dataset.kind;
  }

  #show(record) {
    const value = record?.kind === this.kind ? record.value : null;
    const shown = JSON.stringify(value);
    if (shown === this.shown) return;
    this.shown = shown;
    this.show(value);
  }

  /** Keep a value; null keeps nothing. */
  async keep(value) {
    this.touched = true;
    this.shown = JSON.stringify(value);
    if (value === null) return store.erase(this.key, this);
    if (!(await store.write(this.key, this.kind, value, this)) && !toldNotKept) {
      toldNotKept = true;
      this.append(made("p", "not-kept", words.notKept, { role: "status" }));
    }
  }
}

/** An element with a class and a text. */
export function made(tag, className, text = "", attributes = {}) {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

/** Show a text in a field, but never under the reader's hands. */
export function fill(field, text) {
  if (field.value !== text && (field !== document.activeElement || field.value === "")) field.value = text;
}
