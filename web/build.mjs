// Builds the theme's assets: `node build.mjs`, or `python make.py assets` from the root.
//
// Every folder here that holds an index.js or an index.css is one element of the page and becomes
// bookcraft/<folder>.js and bookcraft/<folder>.css. Its element.json, if there is one, says when a page loads it:
//   "load": "head"      before anything is drawn (default: deferred, after the page is read)
//   "needs": ["word"]   only on pages whose article holds an element with one of these class names or tag names;
//                       "page:search" stands for the page of that name (default: every page)
// The theme reads all this from bookcraft/manifest.json. Same sources, same bytes.

import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import { buildFonts } from "./fonts.mjs";
import { readIcons } from "./icons.mjs";
import { expandLightDark } from "./light-dark.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const modules = join(here, "node_modules");
const theme = join(here, "..", "packages", "bookcraft", "src", "bookcraft", "theme");
// Another folder may be named, for a build to compare with.
const finished = process.argv[2] ?? join(theme, "static");
// Built beside the old ones, which stay whole until these are: somebody may be building a book from them.
const building = `${finished}.new`;
const folder = join(building, "bookcraft");

// What a reader's browser must know: Safari 15.4 and the Chrome and Firefox of its time (2022).
const target = ["chrome100", "firefox100", "safari15.4"];

const elements = readdirSync(here, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== "node_modules")
  .map((entry) => entry.name)
  .filter((name) => ["index.js", "index.css"].some((file) => existsSync(join(here, name, file))))
  .sort();

rmSync(building, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

const fonts = await buildFonts(modules, folder);

const styles = {
  name: "styles",
  setup(build) {
    build.onResolve({ filter: /^fonts\.css$/ }, () => ({ path: "fonts.css", namespace: "made" }));
    build.onLoad({ filter: /.*/, namespace: "made" }, () => ({
      contents: fonts,
      loader: "css",
      resolveDir: folder,
    }));
    build.onLoad({ filter: /tokens\.css$/ }, ({ path }) => ({
      contents: expandLightDark(readFileSync(path, "utf8")),
      loader: "css",
    }));
  },
};

const manifest = { elements: {}, icons: readIcons(modules, join(here, "icons.json")) };
for (const name of elements) {
  const settings = join(here, name, "element.json");
  const { load = "defer", needs = [] } = existsSync(settings)
    ? JSON.parse(readFileSync(settings, "utf8"))
    : {};
  const files = [];
  for (const kind of ["css", "js"]) {
    const entry = join(here, name, `index.${kind}`);
    if (!existsSync(entry)) continue;
    await esbuild.build({
      entryPoints: [entry],
      outfile: join(folder, `${name}.${kind}`),
      bundle: true,
      minify: true,
      format: "iife",
      charset: "utf8",
      legalComments: "none",
      external: ["*.woff2", "*.svg"],
      plugins: [styles],
      logLevel: "warning",
      target,
    });
    files.push(`${name}.${kind}`);
  }
  manifest.elements[name] = { load, needs, files };
}

cpSync(join(here, "favicon.svg"), join(folder, "favicon.svg"));

const walk = (path) =>
  readdirSync(path, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? walk(join(path, entry.name)) : [join(path, entry.name)],
  );
manifest.sha256 = Object.fromEntries(
  walk(folder)
    .sort()
    .map((path) => [
      relative(folder, path).split(sep).join("/"),
      createHash("sha256").update(readFileSync(path)).digest("hex"),
    ]),
);
writeFileSync(join(folder, "manifest.json"), `${JSON.stringify(manifest, null, 1)}\n`);

rmSync(finished, { recursive: true, force: true });
renameSync(building, finished);

const total = Object.keys(manifest.sha256).length;
console.log(`${total} files for ${elements.length} elements in ${relative(join(here, ".."), finished)}`);
