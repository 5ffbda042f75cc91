import { Exercise, fill } from "./exercise.js";
import { object, text } from "./shapes.js";
import { plain } from "./text.js";

// No exercise's label has such a sign, so none can be kept under this key.
const KEY = "@plan";

/** The reader's one plan: every place that asks for it, on any page, shows and changes the same. */
export class Plan extends Exercise {
  get key() {
    return KEY;
  }

  start() {
    [this.when, this.act] = this.querySelectorAll("textarea");
    this.review = this.querySelector("input[type=date]");
    this.empty = true;
    this.addEventListener("input", () => {
      const begun = plain(this.when.value) || plain(this.act.value);
      if (this.empty && begun && !this.review.value)
        this.review.value = daysAhead(7 * Number(this.review.dataset.weeks));
      this.empty = !begun && !this.review.value;
      const [when, act, review] = [this.when, this.act, this.review].map((field) => field.value);
      this.keep(this.empty ? null : { if: when, then: act, review });
    });
  }

  show(value) {
    const plan = object(value);
    fill(this.when, text(plan.if));
    fill(this.act, text(plan.then));
    fill(this.review, isDay(text(plan.review)) ? plan.review : "");
    this.empty = !this.when.value && !this.act.value && !this.review.value;
  }
}

const isDay = (text) => {
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.valueOf()) && day.toISOString().startsWith(`${text}T`);
};

/** A day as a date field wants it, by the reader's own calendar. */
function daysAhead(days) {
  const day = new Date();
  day.setDate(day.getDate() + days);
  return [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}
