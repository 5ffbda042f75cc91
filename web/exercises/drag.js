// Dragging with mouse, pen or finger. Whatever can be dragged can also be moved by a button or chosen from a list.

const THRESHOLD = 4;
const EDGE = 56;
const NOT_HERE = "a, button, select, .feedback";

/**
 * Let an item be dragged: by a mouse anywhere but on its controls, by a finger at its `.grip` only, so that a finger on
 * its text scrolls the page.
 *
 * Calls start(), then move(x, y) with the pointer's place in the window, then drop() or cancel(). The item follows the
 * pointer by the custom properties --dx and --dy while it has the attribute data-held. No callback may take the item
 * off the page, not even to put it back at once: the pointer would be lost.
 */
export function draggable(item, { start = () => {}, move, drop, cancel }) {
  const takes = (event) => event.button === 0 && !event.target.closest(NOT_HERE);
  // Else the browser selects text under the mouse, and drags that the next time.
  item.addEventListener("mousedown", (event) => takes(event) && event.preventDefault());
  item.addEventListener("pointerdown", (down) => {
    const { target, pointerId, pointerType } = down;
    if (!down.isPrimary || !takes(down)) return;
    if (pointerType !== "mouse" && !target.closest(".grip")) return;
    const box = item.getBoundingClientRect();
    const grabbed = { x: down.clientX - box.left, y: down.clientY - box.top };
    const at = { x: down.clientX, y: down.clientY };
    const shift = { x: 0, y: 0 };
    let held = false;
    let frame = 0;

    const follow = () => {
      move(at.x, at.y);
      const now = item.getBoundingClientRect();
      shift.x += at.x - grabbed.x - now.left;
      shift.y += at.y - grabbed.y - now.top;
      item.style.setProperty("--dx", `${shift.x}px`);
      item.style.setProperty("--dy", `${shift.y}px`);
    };
    const scrollAtEdges = () => {
      const below = at.y - (innerHeight - EDGE);
      const by = at.y < EDGE ? (at.y - EDGE) / 4 : below > 0 ? below / 4 : 0;
      if (by) scrollBy({ top: by, behavior: "instant" });
      frame = requestAnimationFrame(scrollAtEdges);
    };
    const onMove = (event) => {
      if (event.pointerId !== pointerId) return;
      [at.x, at.y] = [event.clientX, event.clientY];
      if (!held) {
        if (Math.hypot(at.x - down.clientX, at.y - down.clientY) < THRESHOLD) return;
        held = true;
        item.setPointerCapture(pointerId);
        item.setAttribute("data-held", "");
        start();
        frame = requestAnimationFrame(scrollAtEdges);
      }
      follow();
    };
    const end = (finish) => {
      cancelAnimationFrame(frame);
      listening.abort();
      if (!held) return;
      item.removeAttribute("data-held");
      item.removeAttribute("style");
      finish();
    };
    const listening = new AbortController();
    const listen = (where, name, handle) => where.addEventListener(name, handle, { signal: listening.signal });
    listen(document, "pointermove", onMove);
    listen(window, "scroll", () => held && follow());
    listen(document, "pointerup", (event) => {
      if (event.pointerId !== pointerId) return;
      onMove(event);
      end(drop);
    });
    listen(document, "pointercancel", (event) => event.pointerId === pointerId && end(cancel));
    listen(document, "keydown", (event) => {
      if (event.key !== "Escape" || !held) return;
      event.preventDefault();
      end(cancel);
    });
  });
}
