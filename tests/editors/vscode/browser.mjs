// VS Code in a real browser, as the checks of it see and use it: with mouse and keyboard, by what is on the screen.
// PLAYWRIGHT is the folder with node_modules/playwright-core; PORT and SCRATCH come from serve.sh; the folder for
// pictures is the argument.

import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';

const require = createRequire(path.join(process.env.PLAYWRIGHT, 'x.js'));
const { chromium } = require('playwright-core');
const [pictures] = process.argv.slice(2);
const port = process.env.PORT;
export const scratch = process.env.SCRATCH;

const started = Date.now();
export const say = (text) => console.log(`ok    ${((Date.now() - started) / 1000).toFixed(1).padStart(5)}s  ${text}`);
const flags = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync',
];
const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const browser = await chromium.launch({ executablePath, headless: true, args: flags });
export const context = await browser.newContext({ viewport: { width: 1200, height: 720 } });
await context.grantPermissions(['clipboard-read', 'clipboard-write']);
export const page = await context.newPage();
const complaints = [];
page.on('console', (message) => { if (message.type() === 'error') complaints.push(message.text()); });

export const open = (folder) => page.goto(`http://127.0.0.1:${port}/?folder=${encodeURIComponent(`${scratch}/${folder}`)}`);
export const picture = (name) => page.screenshot({ path: path.join(pictures, `${name}.png`) });
export const line = (words) => page.locator('.monaco-editor .view-line', { hasText: words }).first();
export const facts = page.locator('.part.sidebar');
export const fact = (words) => facts.locator('.monaco-list-row', { hasText: words }).first();
export const toast = (words) => page.locator('.notification-toast', { hasText: words }).first();

export async function openFile(name, language = 'Newsmark') {
  const row = page.locator('.explorer-folders-view .monaco-list-row', { hasText: name });
  await row.waitFor({ timeout: 60_000 });
  await row.dblclick();
  await page.locator('#status\\.editor\\.mode', { hasText: language }).waitFor({ timeout: 30_000 });
}

export async function underlined(n) {
  const count = (n) => document.querySelectorAll(
    '.monaco-editor .squiggly-warning, .monaco-editor .squiggly-error').length === n;
  await page.waitForFunction(count, n, { timeout: 30_000 });
}

/** The lines of the editor in front, from top to bottom. */
export async function lines() {
  return page.evaluate(() => [...document.querySelectorAll('.editor-group-container.active .monaco-editor .view-line')]
    .sort((left, right) => parseFloat(left.style.top) - parseFloat(right.style.top))
    .map((it) => it.textContent.replaceAll('\u00a0', ' ').replaceAll('\u200c', '')));
}

/** The colour of the first place of some words that have one colour. */
export async function colourOf(words) {
  return page.evaluate((words) => {
    const spans = [...document.querySelectorAll('.monaco-editor .view-line span > span')];
    const span = spans.find((it) => it.textContent.replaceAll('\u00a0', ' ').includes(words));
    return span === undefined ? null : getComputedStyle(span).color;
  }, words);
}

export async function run(command) {
  await page.keyboard.press('F1');
  await page.locator('.quick-input-widget .quick-input-box input').fill(`>${command}`);
  await page.locator('.quick-input-list .monaco-list-row.focused', { hasText: command }).waitFor();
  await page.keyboard.press('Enter');
}

// Where words stand on the screen, inside a line of the editor.
export async function placeOf(words) {
  return page.evaluate((words) => {
    for (const line of document.querySelectorAll('.monaco-editor .view-line')) {
      const text = line.textContent.replaceAll('\u00a0', ' ');
      const at = text.indexOf(words);
      if (at === -1) continue;
      const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
      let before = 0;
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        if (before + node.length > at) {
          const range = document.createRange();
          range.setStart(node, at - before);
          range.setEnd(node, Math.min(node.length, at - before + 1));
          const box = range.getBoundingClientRect();
          return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
        }
        before += node.length;
      }
    }
    return null;
  }, words);
}

export async function pointAt(words) {
  // A lens that comes late moves the lines; a reporter points again.
  await until('words that stay under the mouse', async () => {
    await page.mouse.move(1000, 660);
    const place = await placeOf(words);
    if (place === null) throw new Error(`${words} is not on the screen`);
    await page.mouse.move(place.x + 8, place.y, { steps: 6 });
    await page.waitForTimeout(200);
    const now = await placeOf(words);
    return now !== null && now.x === place.x && now.y === place.y;
  });
}

/** Waits for a hover with these words and gives all of it. */
export async function hover(words) {
  const contents = page.locator('.monaco-hover:not(.hidden) .hover-contents', { hasText: words }).first();
  await contents.waitFor({ timeout: 15_000 });
  await page.waitForTimeout(400);
  return (await contents.innerText()).trim();
}

export async function clickOn(words) {
  // On a busy machine a command may still be moving the focus, or a lens the lines; a reporter clicks again.
  await until('a click on the words', async () => {
    const place = await placeOf(words);
    if (place === null) throw new Error(`${words} is not on the screen`);
    await page.mouse.click(place.x + 8, place.y);
    const inEditor = await focused('.monaco-editor', 2000).then(() => true, () => false);
    const now = await placeOf(words);
    return inEditor && now !== null && now.x === place.x && now.y === place.y;
  });
}

export async function focused(selector, timeout = 15_000) {
  const isInside = (selector) => document.activeElement?.closest(selector) != null;
  await page.waitForFunction(isInside, selector, { timeout });
}

export async function showFacts() {
  await run('Newsmark: Show Facts');
  await focused('.part.sidebar');
}

// The servers of this run, by their number.
export function servers() {
  try {
    return execFileSync('pgrep', ['-f', `^${scratch}/bin/newsmark lsp`], { encoding: 'utf8' }).trim().split('\n').map(Number);
  } catch {
    return [];
  }
}

export async function until(what, condition) {
  const end = Date.now() + 30_000;
  while (Date.now() < end) {
    if (await condition()) return;
    await page.waitForTimeout(100);
  }
  throw new Error(`in vain: ${what}`);
}

/** Runs the checks in this order and ends the browser; the first that fails ends the run, with a picture. */
export async function check(...steps) {
  try {
    for (const step of steps) await step();
  } catch (error) {
    await picture('vscode-failed').catch(() => undefined);
    console.log(`FAIL  ${error.message}\n      see ${pictures}/vscode-failed.png`);
    complaints.slice(0, 10).forEach((text) => console.log(`      console: ${text.split('\n')[0].slice(0, 200)}`));
    process.exitCode = 1;
  } finally {
    await browser.close();
  }
}
