// Cuts the fonts down to what the book needs, and measures them against the readers' own fonts so that the
// text does not move when they arrive.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createFontStack } from "@capsizecss/core";
import { fromBuffer } from "@capsizecss/unpack";
import subsetFont from "subset-font";

const range = (from, to) => Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i));

// English and the western European names of a bibliography; arrows and signs that the text uses.
const SIGNS = "ŒœŸ–—‘’‚“”„†‡•…‰′″‹›⁄€™−≈≠≤≥→←↑↓\u2009\u200a\u2011\u202f";
const LATIN = [...range(0x20, 0x7e), ...range(0xa0, 0xff), ...SIGNS];
// Welsh (ŵ and ŷ among them) and the other Latin names; a browser asks for it only when a page has one of these.
const LATIN_EXT = [...range(0x100, 0x17f).filter((letter) => !SIGNS.includes(letter)), ..."ȘșȚțẀẁẂẃẄẅỲỳ"];

// The faces: package, file, axes kept. Bold italics are rare in the book: the browser slants the bold.
const LITERATA = "@fontsource-variable/literata/files/literata";
const ATKINSON = "@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next";
const WEIGHTS = { wght: { min: 400, max: 700 } };
const FACES = [
  { family: "Literata", style: "normal", weight: "400 700", source: LITERATA, cut: "normal", axes: WEIGHTS },
  {
    family: "Literata",
    style: "italic",
    weight: "400",
    source: LITERATA,
    cut: "italic",
    axes: { wght: 400 },
  },
  {
    family: "Atkinson Hyperlegible Next",
    style: "normal",
    weight: "400 700",
    source: ATKINSON,
    cut: "normal",
    axes: WEIGHTS,
  },
];
// No ligatures: "Th" and "fi" joined are handsome, and harder for those who read letter by letter.
const FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl", "lnum", "tnum", "pnum"];
const SUBSETS = { latin: LATIN, "latin-ext": LATIN_EXT };

// Fonts that readers have already, as measured by Capsize (their makers do not let us ship them).
const SYSTEM = {
  Literata: [
    { familyName: "Georgia", ascent: 1878, descent: -449, lineGap: 0, unitsPerEm: 2048, xWidthAvg: 913 },
    { familyName: "Noto Serif", ascent: 1069, descent: -293, lineGap: 0, unitsPerEm: 1000, xWidthAvg: 481 },
    {
      familyName: "Times New Roman",
      ascent: 1825,
      descent: -443,
      lineGap: 87,
      unitsPerEm: 2048,
      xWidthAvg: 832,
    },
  ],
  "Atkinson Hyperlegible Next": [
    { familyName: "Arial", ascent: 1854, descent: -434, lineGap: 67, unitsPerEm: 2048, xWidthAvg: 913 },
    { familyName: "Roboto", ascent: 1900, descent: -500, lineGap: 0, unitsPerEm: 2048, xWidthAvg: 911 },
  ],
};

// Made to the same widths, and there where the other is not.
const TWINS = { "Times New Roman": "Liberation Serif", Arial: "Liberation Sans" };

const unicodeRange = (letters) => {
  const points = letters.map((letter) => letter.codePointAt(0)).sort((a, b) => a - b);
  const runs = [];
  for (const point of points) {
    const last = runs.at(-1);
    if (last && point === last[1] + 1) last[1] = point;
    else runs.push([point, point]);
  }
  const hex = (point) => point.toString(16).toUpperCase();
  return runs.map(([from, to]) => `U+${hex(from)}${to > from ? `-${hex(to)}` : ""}`).join(", ");
};

/** Write the fonts below `folder`/fonts; return the style sheet that names them, for a page beside `folder`. */
export async function buildFonts(modules, folder) {
  mkdirSync(join(folder, "fonts"), { recursive: true });
  const rules = [];
  for (const face of FACES) {
    for (const [subset, letters] of Object.entries(SUBSETS)) {
      const whole = readFileSync(join(modules, `${face.source}-${subset}-wght-${face.cut}.woff2`));
      const cut = await subsetFont(whole, letters.join(""), {
        targetFormat: "woff2",
        variationAxes: face.axes,
        keepFeatures: FEATURES,
      });
      const name = `${face.family.split(" ")[0].toLowerCase()}-${face.style}-${subset}.woff2`;
      writeFileSync(join(folder, "fonts", name), cut);
      rules.push(
        `@font-face { font-family: "${face.family}"; font-style: ${face.style}; font-weight: ${face.weight}; ` +
          `font-display: swap; src: url("./fonts/${name}") format("woff2"); unicode-range: ${unicodeRange(letters)}; }`,
      );
    }
  }
  const stacks = [];
  for (const [family, fallbacks] of Object.entries(SYSTEM)) {
    const { source, cut } = FACES.find((face) => face.family === family);
    const own = await fromBuffer(readFileSync(join(modules, `${source}-latin-wght-${cut}.woff2`)));
    const { fontFamily, fontFaces } = createFontStack([{ ...own, familyName: family }, ...fallbacks]);
    rules.push(
      fontFaces.replace(/local\('([^']+)'\)/g, (src, name) =>
        name in TWINS ? `${src}, local('${TWINS[name]}')` : src,
      ),
    );
    stacks.push(`  --${family.split(" ")[0].toLowerCase()}: ${fontFamily};`);
  }
  return `${rules.join("\n")}\n:root {\n${stacks.join("\n")}\n}\n`;
}
