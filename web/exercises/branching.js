import { Exercise } from "./exercise.js";
import { object, text, texts } from "./shapes.js";

/**
 * A case with choices: one scene at a time, back again, from the start.
 *
 * Kept: the way taken and the seat. A kept way is offered, not shown at once, for another scene has another height and
 * everything below would move. Which scene shows is the class `here`, on the first one from the server.
 */
export class Branching extends Exercise {
  start() {
    this.scenes = new Map([...this.querySelectorAll(".scene")].map((scene) => [scene.dataset.scene, scene]));
    this.seats = [...this.querySelectorAll(".seat")];
    this.chooser = this.querySelector("select");
    [this.back, this.begin, this.resume] = ["back", "again", "resume"].map((name) =>
      this.querySelector(`.controls .${name}`),
    );
    this.way = [this.scenes.keys().next().value];
    this.kept = null;

    this.addEventListener("click", (event) => {
      const move = event.target.closest("a.move");
      if (!move || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const name = this.#sceneOf(move.hash);
      if (!name) return;
      event.preventDefault();
      this.#go([...this.way, name]);
    });
    this.back.addEventListener("click", () => this.#go(this.way.slice(0, -1)));
    this.begin.addEventListener("click", () => this.#go(this.way.slice(0, 1)));
    this.resume.addEventListener("click", () => {
      if (this.chooser) this.chooser.value = this.kept.seat;
      this.#showSeat();
      this.#go(this.kept.way);
    });
    this.chooser?.addEventListener("change", () => {
      this.#showSeat();
      this.#keep();
    });
    addEventListener("hashchange", () => this.#followAddress());
    this.#showSeat();
    this.#showScene();
    this.#followAddress();
  }

  /** Somebody's link, or a page left without scripts, may lead into the case. */
  #followAddress() {
    const name = this.#sceneOf(location.hash);
    if (!name || name === this.way.at(-1)) return;
    this.way = name === this.way[0] ? [name] : [this.way[0], name];
    this.#showScene();
    this.scenes.get(name).focus();
  }

  #sceneOf(hash) {
    return [...this.scenes].find(([, scene]) => `#${scene.id}` === hash)?.[0];
  }

  #go(way) {
    this.way = way;
    this.#showScene();
    this.#keep();
    const scene = this.scenes.get(way.at(-1));
    scene.focus();
    scene.scrollIntoView({ block: "nearest" });
  }

  #showScene() {
    for (const [name, scene] of this.scenes) scene.classList.toggle("here", name === this.way.at(-1));
    this.back.disabled = this.begin.disabled = this.way.length < 2;
    if (this.way.length > 1) this.resume.hidden = true;
  }

  #showSeat() {
    const seat = this.chooser?.value;
    for (const element of this.seats) element.hidden = Boolean(seat) && element.dataset.seat !== seat;
  }

  #keep() {
    const seat = this.chooser?.value ?? "";
    this.keep(this.way.length > 1 || seat ? { way: this.way, seat } : null);
  }

  show(value) {
    if (this.way.length > 1) return;
    const { way, seat } = object(value);
    const known = texts(way).every((name) => this.scenes.has(name)) && texts(way)[0] === this.way[0];
    const seats = [...(this.chooser?.options ?? [])].map((option) => option.value);
    this.kept = { way: known ? texts(way) : this.way, seat: seats.includes(text(seat)) ? text(seat) : "" };
    this.resume.hidden = this.kept.way.length < 2 && !this.kept.seat;
  }
}
