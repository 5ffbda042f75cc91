// light-dark() is newer than the browsers we build for, and invalid inside a custom property it takes the whole
// page's colours with it. So tokens.css is written with it, and built without.

const PAIR = /(--[\w-]+):\s*light-dark\(([^;]+)\);/g;

/** Turn each `--x: light-dark(a, b);` into a light value and two dark ones: the system's wish, and the reader's. */
export function expandLightDark(css) {
  const dark = [];
  const light = css.replace(/\/\*[\s\S]*?\*\//g, "").replace(PAIR, (_, name, values) => {
    const [first, second, ...rest] = splitAtCommas(values);
    if (second === undefined || rest.length)
      throw new Error(`tokens.css: ${name} needs two values, light and dark`);
    dark.push(`${name}: ${second};`);
    return `${name}: ${first};`;
  });
  if (light.includes("light-dark("))
    throw new Error("tokens.css: light-dark() must be the whole value of a token");
  const block = `color-scheme: dark; ${dark.join(" ")}`;
  return (
    `${light}\n@media screen and (prefers-color-scheme: dark) { :root:not([data-theme="light"]) { ${block} } }\n` +
    `@media screen { :root[data-theme="dark"] { ${block} } }\n`
  );
}

function splitAtCommas(values) {
  const parts = [""];
  let depth = 0;
  for (const letter of values) {
    depth += letter === "(" ? 1 : letter === ")" ? -1 : 0;
    if (letter === "," && depth === 0) parts.push("");
    else parts[parts.length - 1] += letter;
  }
  return parts.map((part) => part.trim());
}
