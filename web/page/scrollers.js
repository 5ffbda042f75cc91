// What is wider than the page scrolls inside its own frame; a keyboard can reach that frame only when it takes focus.

const SCROLLERS = ".table-scroll, main pre, div.math, .chart-drawing, .drawing";

const nameOf = (element) => {
  const caption =
    element.querySelector("caption") ?? element.closest("figure")?.querySelector("figcaption, .chart-title");
  const text = caption?.textContent.trim().replace(/\s+/g, " ");
  if (text) return text;
  if (element.matches("pre")) return "Code";
  return element.matches(".table-scroll") ? "Table" : element.matches(".chart-drawing, .drawing") ? "Chart" : "Formula";
};

const update = (element) => {
  const scrolls =
    element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1;
  if (scrolls === element.hasAttribute("tabindex")) return;
  if (scrolls) {
    element.tabIndex = 0;
    element.setAttribute("role", "group");
    element.setAttribute("aria-label", `${nameOf(element)} (scrolls)`);
  } else {
    ["tabindex", "role", "aria-label"].forEach((name) => element.removeAttribute(name));
  }
};

export function connectScrollers() {
  const found = [...document.querySelectorAll(SCROLLERS)];
  const observer = new ResizeObserver((entries) => entries.forEach((entry) => update(entry.target)));
  found.forEach((element) => observer.observe(element));
  // A font that arrives makes the content wider, and not the frame that is observed.
  document.fonts.ready.then(() => found.forEach(update));
}
