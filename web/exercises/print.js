// A field prints no more than it shows, so what was written goes onto the blank lines beside it.

export function fillLinesBeforePrinting() {
  addEventListener("beforeprint", () => {
    for (const lines of document.querySelectorAll("textarea + .lines")) {
      lines.textContent = lines.previousElementSibling.value;
    }
    for (const date of document.querySelectorAll("input[type=date]")) date.toggleAttribute("data-empty", !date.value);
  });
}
