// What changes without being pressed is told to screen readers from one place of the page.

let region;

/** Say a sentence, once, when the reader's screen reader has finished what it is saying. */
export function announce(sentence) {
  if (!region) prepare();
  // A region that already says the same would keep silent.
  region.textContent = "";
  requestAnimationFrame(() => (region.textContent = sentence));
}

/** The region must stand on the page before it speaks. */
export function prepare() {
  region = document.createElement("div");
  region.className = "visually-hidden";
  region.setAttribute("role", "status");
  region.id = "exercise-announcements";
  document.body.append(region);
}
