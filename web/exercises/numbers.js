// Numbers as readers write them: 0.25, 0,25, .25, 1/4, 25 %, −3, 1,560.

const DECIMAL = /^[-+]?(\d+(\.\d*)?|\.\d+)$/;
const MIXED = /^([-+]?)(\d+) (\d+)\/(\d+)$/;
const FRACTION = /^([-+]?\d+)\/(\d+)$/;
const GROUPED = /^[-+]?\d{1,3}([, ]\d{3})+(\.\d+)?$/;

/**
 * The numbers that a text can mean, the likeliest first; none if it is not a number.
 * More than one where a comma may part decimals or thousands: "1,560". unit: what may stand behind the number.
 */
export function readings(text, unit = "") {
  let written = text
    .trim()
    .replace(/[\u2212\u2013]/gu, "-")
    .replace(/\u2044/gu, "/")
    .replace(/\s+/gu, " ")
    .toLowerCase();
  const own = unit.trim().replace(/\s+/gu, " ").toLowerCase();
  const inPercent = /^(%|per cent|percent)/.test(own);
  if (own && written.endsWith(own)) written = written.slice(0, -own.length).trim();
  const percent = /\s*(%|per cent|percent)$/;
  const scale = percent.test(written) && !inPercent ? 100 : 1;
  written = written
    .replace(percent, "")
    .replace(/^([-+]) /, "$1")
    .replace(/ ?\/ ?/, "/");
  return values(written).map((value) => value / scale);
}

function values(written) {
  const found = [];
  const mixed = MIXED.exec(written);
  if (mixed && +mixed[4]) found.push((mixed[1] === "-" ? -1 : 1) * (+mixed[2] + mixed[3] / mixed[4]));
  const fraction = FRACTION.exec(written);
  if (fraction && +fraction[2]) found.push(fraction[1] / fraction[2]);
  if (DECIMAL.test(written)) found.push(+written);
  if (/^[-+]?\d*,\d+$/.test(written)) found.push(+written.replace(",", "."));
  if (GROUPED.test(written)) found.push(+written.replace(/[, ]/g, ""));
  return found.filter(Number.isFinite);
}

/** Whether a number is within a tolerance of another, give or take what binary fractions cannot say. */
export const within = (value, wanted, tolerance) =>
  Math.abs(value - wanted) <= tolerance + 1e-9 * Math.max(1, Math.abs(wanted));

/** The one of `items` whose `value` a reading is nearest to, within the tolerance; undefined if there is none. */
export function nearest(found, items, tolerance) {
  const distance = (item) => Math.min(...found.map((value) => Math.abs(value - item.value)));
  return items
    .filter((item) => found.some((value) => within(value, item.value, tolerance)))
    .sort((a, b) => distance(a) - distance(b))[0];
}
