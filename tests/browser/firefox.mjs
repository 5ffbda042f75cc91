// Opens pages in a stock Firefox over WebDriver BiDi and prints, as JSON, what each did that no page may do.
//
//   node firefox.mjs < {"firefox": path, "modules": path of node_modules, "pages": [url], "searches": [url]}
//   > {"version": "…", "trouble": {url: [text]}, "found": {url: text of the search's status}}

import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const { firefox, modules, pages, searches } = JSON.parse(readFileSync(0, "utf8"));
const require = createRequire(join(modules, "x.js"));
const { default: puppeteer } = await import(pathToFileURL(require.resolve("puppeteer-core")));

const browser = await puppeteer.launch({
  browser: "firefox",
  executablePath: firefox,
  headless: true,
  extraPrefsFirefox: {
    // As readers have it: a page from a disk may read no other file, and keeps its own storage.
    "security.fileuri.strict_origin_policy": true,
    // No network but this machine, as elsewhere in these tests.
    "network.proxy.type": 1,
    "network.proxy.socks": "127.0.0.1",
    "network.proxy.socks_port": 9,
    "network.proxy.socks_remote_dns": true,
    "network.proxy.no_proxies_on": "127.0.0.1",
    "network.proxy.allow_hijacking_localhost": false,
  },
});

const trouble = {};
const found = {};
let heard = [];

const page = await browser.newPage();
page.on(
  "console",
  (message) => ["error", "warn"].includes(message.type()) && heard.push(`console: ${message.text()}`),
);
page.on("pageerror", (error) => heard.push(`error: ${error.message}`));
page.on("requestfailed", (request) =>
  heard.push(`failed: ${request.url()} ${request.failure()?.errorText ?? ""}`),
);
page.on("request", (request) => {
  if (!/^(http:\/\/127\.0\.0\.1:|file:|about:|data:)/.test(request.url()))
    heard.push(`asked ${request.url()}`);
});

const visit = async (url) => {
  heard = [];
  await page.goto(url, { waitUntil: "load" });
  const state = await page.evaluate(async () => {
    await document.fonts.ready;
    const faces = [...document.fonts].filter((face) => !face.family.includes("Fallback"));
    return {
      styled: getComputedStyle(document.documentElement).getPropertyValue("--paper") !== "",
      scripts: "scripts" in document.documentElement.dataset,
      fonts: faces.filter((face) => face.status === "loaded").length,
      broken: faces.filter((face) => face.status === "error").map((face) => face.family),
      wide: document.documentElement.scrollWidth > document.documentElement.clientWidth,
    };
  });
  if (!state.styled) heard.push("the style sheet did not load");
  if (!state.scripts) heard.push("the scripts did not run");
  if (!state.fonts) heard.push("no font came");
  if (state.broken.length) heard.push(`fonts did not load: ${state.broken}`);
  if (state.wide) heard.push("the page scrolls sideways");
};

try {
  for (const width of [1280, 360]) {
    await page.setViewport({ width, height: 800 });
    for (const url of pages) {
      await visit(url);
      if (heard.length) trouble[url] = [...new Set([...(trouble[url] ?? []), ...heard])];
    }
  }
  for (const url of searches) {
    await page.setViewport({ width: 1280, height: 800 });
    await visit(url);
    await page.focus(".search-form input");
    await page.keyboard.type("leadership");
    await page.keyboard.press("Enter");
    await page
      .waitForFunction(() => document.getElementById("search-status")?.textContent.includes("ound for"), {
        timeout: 15000,
      })
      .catch(() => heard.push("the search gave no answer"));
    found[url] = await page.evaluate(() => document.getElementById("search-status")?.textContent ?? "");
    if (heard.length) trouble[url] = [...new Set([...(trouble[url] ?? []), ...heard])];
  }
  console.log(JSON.stringify({ version: await browser.version(), trouble, found }));
} finally {
  await browser.close();
}
