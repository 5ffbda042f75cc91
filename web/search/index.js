// Fits Sphinx's own search to this page. It must be read before searchtools.js, whose switches it sets.

// Sphinx marks the words on the page that was found by a script that writes "javascript:" links, which the security
// policy forbids; searchtools.js only asks whether that script is there.
window.SPHINX_HIGHLIGHT_ENABLED = false;

const OPTIONS = DOCUMENTATION_OPTIONS;
// The lines of context are read from the pages that were found, and a page from a disk may not read its neighbours.
if (location.protocol === "file:") OPTIONS.SHOW_SEARCH_SUMMARY = false;

const results = document.getElementById("search-results");
const status = document.getElementById("search-status");
const query = new URLSearchParams(location.search).get("q")?.trim();

if (query) {
  document.title = `${query} – ${document.title}`;
  status.textContent = "Searching…";
}

// searchtools.js builds its list piece by piece; a screen reader hears one sentence when it has finished.
new MutationObserver(() => {
  const list = results.querySelector("ul.search");
  const summary = results.querySelector(".search-summary")?.textContent;
  if (!list || !summary) return;
  const count = list.children.length;
  const pages = count === 1 ? "1 page or section" : `${count} pages and sections`;
  const sentence = count
    ? `${pages} found for “${query}”.`
    : `Nothing found for “${query}”. Try fewer or shorter words.`;
  if (status.textContent !== sentence) status.textContent = sentence;
}).observe(results, { childList: true, subtree: true, characterData: true });
