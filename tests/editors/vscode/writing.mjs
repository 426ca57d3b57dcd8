// What VS Code does for somebody who writes an article: snippets, and lists and quotations that go on by themselves.

import { lines, line, openFile, page, picture, say, until } from './browser.mjs';

/** What each snippet leaves, as far as it is the same on every day. */
const SNIPPETS = {
  article: ['---', 'slug: night-boats', 'byline: Name', /^date: \d{4}-\d\d-\d\d$/, '---', '# Headline', '', /^CITY, [A-Z][a-z]+ \d\d — $/, ''],
  figure: ['figures:', '  riders: 4.2 million riders; 2024; report'],
  fig: ['[4.2 million](#riders)'],
  source: ['[^report]', '', '[^report]: Author, title, date, <https://>'],
  quote: ['“Words,” said Name, role. '],
  blockquote: ['> Words', '>', '> — Name, role', '', ''],
  correction: [/^> \*\*Correction \(\d{4}-\d\d-\d\d\):\*\* What was wrong and what is right\.$/, ''],
  ok: ['<!-- ok: part-sum "rounded in the source" -->'],
  note: ['<!-- note: ask the port authority -->'],
};

async function clear() {
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Delete');
  await until('an empty page', async () => (await lines()).join('') === '');
}

async function has(expected, what) {
  const fits = (found) => found.length === expected.length && expected.every(
    (it, n) => (typeof it === 'string' ? found[n] === it : it.test(found[n])));
  await until(what, async () => fits(await lines())).catch(async (error) => {
    throw new Error(`${error.message}: ${JSON.stringify(await lines())}`);
  });
}

export async function itHelpsToWrite() {
  await openFile('draft.news');
  await page.locator('.monaco-editor .view-line').last().click();
  for (const [prefix, expected] of Object.entries(SNIPPETS)) {
    await page.keyboard.type(prefix);
    await page.keyboard.press('Control+Space');
    const row = page.locator('.suggest-widget.visible .monaco-list-row.focused .label-name', { hasText: new RegExp(`^${prefix}$`) });
    await row.waitFor({ timeout: 15_000 });
    await page.keyboard.press('Enter');
    await has(expected, `the snippet ${prefix}`);
    if (prefix === 'article') await picture('vscode-snippet');
    await clear();
  }
  say(`snippets: ${Object.keys(SNIPPETS).join(', ')}`);
  await page.keyboard.type('- Gull Quay\nSaltmarsh');
  await has(['- Gull Quay', '- Saltmarsh'], 'a list goes on');
  await clear();
  await page.keyboard.type('> The boats are full\nevery night.');
  await has(['> The boats are full', '> every night.'], 'a quotation goes on');
  await clear();
  say('lists and quotations go on with the next line');
}
