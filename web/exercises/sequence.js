// How far a sequence is from its right order.

/** How many members have to move so that all are in order. places: the right place of each, as they now stand. */
export function movesNeeded(places) {
  const tails = [];
  for (const place of places) {
    const at = tails.findIndex((tail) => tail >= place);
    tails[at < 0 ? tails.length : at] = place;
  }
  return places.length - tails.length;
}
