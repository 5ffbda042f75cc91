// Reads the icons that icons.json names ("our name": "name at Lucide") as the inside of an <svg>.

import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Return {our name: markup of the icon's shapes}; the theme writes them into the page, so none is a request. */
export function readIcons(modules, list) {
  const names = JSON.parse(readFileSync(list, "utf8"));
  return Object.fromEntries(
    Object.entries(names).map(([name, file]) => {
      const svg = readFileSync(join(modules, "lucide-static", "icons", `${file}.svg`), "utf8");
      const shapes = svg.slice(svg.indexOf(">", svg.indexOf("<svg")) + 1, svg.lastIndexOf("</svg>"));
      return [name, shapes.replace(/\s+/g, " ").replace(/> </g, "><").replace(/ \/>/g, "/>").trim()];
    }),
  );
}
