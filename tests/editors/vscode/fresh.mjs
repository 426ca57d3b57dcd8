// VS Code as it comes, with nothing but what the installation of README.md put there: an article just works.
// Started by install/run.sh. Usage: node fresh.mjs PICTURES.

import { check, hover, open, openFile, page, picture, pointAt, say } from './browser.mjs';

// Nobody has said yet that the folder is trusted; articles are read all the same.
async function itJustWorks() {
  await open('articles');
  await openFile('ferry.news');
  await page.locator('.statusbar-item', { hasText: '3 findings' }).waitFor({ timeout: 30_000 });
  await page.locator('.monaco-editor .squiggly-error').first().waitFor();
  say('an article is open, with three findings');
  if (await page.locator('.monaco-editor .unicode-highlight').count() > 0) throw new Error('quotation marks have frames');
  await pointAt('422,000');
  say(`hover: ${JSON.stringify(await hover('a difference of'))}`);
  await picture('vscode-fresh');
}

await check(itJustWorks);
