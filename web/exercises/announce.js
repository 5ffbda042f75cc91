// What changes without being pressed is told to screen readers from one place of the page.

let region;

/** A region is heard only if it stood on the page before it spoke. */
export function prepareToAnnounce() {
  region = document.createElement("div");
  region.className = "visually-hidden";
  region.setAttribute("role", "status");
  region.id = "exercise-announcements";
  document.body.append(region);
}

/** Say a sentence, once the reader's screen reader has finished what it is saying. */
export function announce(sentence) {
  // A region that already says the same would keep silent.
  region.textContent = "";
  requestAnimationFrame(() => (region.textContent = sentence));
}
