// The drawers are popovers and work without this; with it they close once a link in them has been taken, and the
// contents show where the reader is.

export function connectDrawers() {
  for (const drawer of document.querySelectorAll(".drawer[popover]")) {
    drawer.addEventListener("click", (event) => {
      if (event.target.closest("a") && drawer.matches(":popover-open")) drawer.hidePopover();
    });
  }
  const contents = document.getElementById("contents");
  const here = contents?.querySelector("[aria-current]");
  // Scrolls the column alone: scrollIntoView would move the page as well.
  if (here) contents.scrollTop = Math.max(0, here.offsetTop - contents.clientHeight / 2);
}

/** Mark, in the list of this page's sections, the one that is being read. */
export function connectPlace() {
  const links = new Map();
  for (const link of document.querySelectorAll("#on-page a")) {
    const section = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (section) links.set(section, link);
  }
  if (!links.size) return;
  const visible = new Set();
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (isIntersecting) visible.add(target);
        else visible.delete(target);
      }
      const current = [...links.keys()].filter((section) => visible.has(section)).at(-1);
      for (const [section, link] of links) {
        if (section === current) link.setAttribute("aria-current", "location");
        else link.removeAttribute("aria-current");
      }
    },
    { rootMargin: "0px 0px -75% 0px" },
  );
  links.forEach((_, section) => observer.observe(section));
}
