// What a reporter does in VS Code, and what must then be seen. Started by serve.sh. Usage: node drive.mjs PICTURES.

import fs from 'node:fs';
import path from 'node:path';

import {
  check, clickOn, colourOf, fact, facts, hover, line, open, openFile, page, picture, pointAt, run, say, scratch, servers, showFacts,
  toast, underlined, until,
} from './browser.mjs';
import { itExplains, itsPageOfSettings, itsWalkthrough } from './furniture.mjs';
import { itHelpsToWrite } from './writing.mjs';

async function itOpens() {
  await open('articles');
  await openFile('ferry.news');
  await underlined(3);
  say('an article is open and three places are underlined');
  await page.locator('.statusbar-item', { hasText: '3 findings' }).waitFor();
  say('the status bar counts them');
  const token = await page.evaluate(() => {
    const line = [...document.querySelectorAll('.view-line')].find((it) => it.textContent.includes('4.6'));
    const spans = [...line.querySelectorAll('span > span')].map((it) => [it.textContent, getComputedStyle(it).color]);
    return spans.find(([text]) => text.includes('4.6'));
  });
  if (!/^4\.6\smillion$/.test(token?.[0] ?? '')) throw new Error(`the figure has no colour of its own: ${token}`);
  say('a figure has its colour');
  const prose = await colourOf('Ridership on');
  for (const words of ['Anna Lind', '^report']) {
    await until(`a colour for ${words}`, async () => await colourOf(words) !== prose);
  }
  say('and so have a speaker and a source');
}

async function itTells() {
  await showFacts();
  await fact('Figures').waitFor();
  await fact('4,150,000 to 4,250,000').waitFor();
  say(`facts: ${JSON.stringify((await facts.locator('.monaco-list-row').allInnerTexts()).slice(0, 6))}`);
  await pointAt('422,000');
  say(`hover: ${JSON.stringify(await hover('a difference of'))}`);
  await picture('vscode');
  await pointAt('19.4 percent');
  await page.locator('.monaco-hover a.code-link[href="newsmark-rule:/change-percent"]').first().waitFor({ timeout: 15_000 });
  say('the code of a finding leads to the page of its rule');
  await fact('340,000').click();
  await page.locator('#status\\.editor\\.selection', { hasText: 'Ln 5, Col 60 (7 selected)' }).waitFor();
  say('a click on a fact selects its words');
  await fact('Anna Lind').waitFor();
  await fact('report').waitFor();
  say('speakers and sources are among the facts');
  await page.keyboard.press('Control+Shift+E');
  await page.locator('.pane-header', { hasText: 'Outline' }).click();
  const rows = page.locator('.outline-tree .monaco-list-row');
  await rows.filter({ hasText: '4.2 million riders' }).waitFor({ timeout: 15_000 });
  say(`outline: ${JSON.stringify((await rows.allInnerTexts()).slice(0, 4))}`);
  await showFacts();
}

async function itMends() {
  const fix = page.locator('.action-widget .monaco-list-row', { hasText: 'change 19.4 percent to 24.1 percent' });
  await until('the list of fixes', async () => {
    await clickOn('19.4 percent');
    await page.keyboard.press('Control+.');
    return fix.waitFor({ timeout: 4000 }).then(() => true, () => false);
  });
  await page.waitForTimeout(300);
  await picture('vscode-fix');
  await page.keyboard.press('Enter');
  await line('rose 24.1 percent from').waitFor();
  await underlined(2);
  say('a fix changes the words and the underline goes');
  await fact('24.1 percent').waitFor();
  say('the facts follow');
}

async function itComesBack(signal) {
  const [before] = servers();
  process.kill(before, signal);
  // Somebody goes on writing while it is away.
  await clickOn('PORT MORROW');
  await page.keyboard.press('Control+End');
  const sentence = '\n\nThe fares rose 10 percent from 200 to 240 crowns.';
  await page.keyboard.type(sentence, { delay: 2 });
  await until('another server', () => servers().length === 1 && servers()[0] !== before);
  await underlined(3);
  say(`after a ${signal} there is another server, and it knows what was written meanwhile`);
  for (let step = 0; step < sentence.length; step++) await page.keyboard.press('Backspace');
  await underlined(2);
  say('and follows the text');
}

async function itsCommands() {
  await page.locator('.statusbar-item', { hasText: '2 findings' }).click();
  await page.locator('.markers-panel .monaco-list-row', { hasText: 'headline says 4.6 million riders' }).waitFor();
  await page.keyboard.press('Control+J');
  await clickOn('PORT MORROW');
  say('a click on their number in the status bar shows the findings');
  await run('Newsmark: Apply All Certain Fixes');
  await toast('1 fix applied').waitFor();
  await line('Harbour ferries carry 4.2 million riders').waitFor();
  await underlined(1);
  say('all certain fixes are applied, and the choice is left');
  await run('Newsmark: Copy Figures as a Table');
  await toast('11 figures copied').waitFor();
  const rows = (await page.evaluate(() => navigator.clipboard.readText())).trimEnd().split('\n');
  if (rows.length !== 12 || !rows.includes('5\t422,000\t422000\t422000\t422000\t\t\tlevel\t\treport')) throw new Error(`copied: ${rows.join(' | ')}`);
  say('the figures are copied, as a table');
  const [before] = servers();
  await run('Newsmark: Restart the Server');
  await until('another server', () => servers().length === 1 && servers()[0] !== before);
  await underlined(1);
  say('the server is started anew');
  await run('Newsmark: Explain a Rule');
  await page.locator('.quick-input-widget .quick-input-box input').fill('part-sum');
  await page.locator('.quick-input-list .monaco-list-row.focused', { hasText: 'part-sum' }).waitFor();
  await page.keyboard.press('Enter');
  await line('part-sum (error)').waitFor();
  say('a rule is explained');
  await run('Newsmark: Check All Articles of the Workspace');
  await page.locator('.markers-panel .monaco-list-row', { hasText: 'headline says 12 million books' }).first().waitFor({ timeout: 30_000 });
  say('the workspace is checked, articles that are not open too');
  await toast('3 findings in the articles of the workspace').waitFor();
  say('and counted as they now are');
  await page.waitForTimeout(300);
  await picture('vscode-workspace');
}

async function itsSettings() {
  const file = path.join(scratch, 'articles/.vscode/settings.json');
  fs.mkdirSync(path.dirname(file));
  const set = (settings) => fs.writeFileSync(file, JSON.stringify(settings));
  const status = (words) => page.locator('.statusbar-item', { hasText: words }).waitFor({ timeout: 30_000 });
  await clickOn('PORT MORROW');
  await status('1 finding');
  set({ 'newsmark.checks': { 'weekday-date': 'off' } });
  await page.locator('#newsmark\\.newsmark\\.newsmark\\.status .codicon-check').waitFor({ timeout: 30_000 });
  say('a rule that is switched off in the settings is silent at once');
  await page.keyboard.press('Control+Shift+E');
  await openFile('notes.md', 'Markdown');
  await page.waitForTimeout(500);
  await underlined(0);
  set({ 'newsmark.read.markdown': true });
  await status('1 finding');
  await underlined(1);
  say('Markdown is read once the settings say so');
  fs.copyFileSync(path.join(scratch, 'articles/notes.md'), path.join(scratch, 'articles/notes.txt'));
  await openFile('notes.txt', 'Plain Text');
  await underlined(0);
  set({ 'newsmark.read.plainText': true });
  await underlined(1);
  await page.keyboard.press('Control+F4');
  await openFile('notes.md', 'Markdown');
  say('and so is plain text');
  fs.writeFileSync(path.join(scratch, 'articles/museum.news'), fs.readFileSync(path.join(scratch, 'articles/library.news')));
  set({ 'newsmark.read.markdown': true, 'newsmark.checkFolder': true });
  await page.locator('.markers-panel .monaco-list-row', { hasText: 'museum.news' }).first().waitFor({ timeout: 30_000 });
  // An error in the one article, a warning in each of the three others.
  await page.locator('#status\\.problems', { hasText: /^\s*1\s+3\s*$/ }).waitFor({ timeout: 30_000 });
  say('all articles are checked once the settings say so, and nothing is said twice');
}

async function renameAs(name) {
  await page.keyboard.press('F2');
  await page.locator('.rename-box .rename-input').fill(name);
  await page.keyboard.press('Enter');
}

async function itNames() {
  await open('ledger');
  await openFile('ledger.news');
  await line('+24.1%').waitFor();
  await line('Olga Brandt:').waitFor();
  await page.locator('.monaco-editor .codelens-decoration', { hasText: '2 figures' }).waitFor();
  const texts = await page.locator('.monaco-editor .view-line').allInnerTexts();
  const told = texts.map((text) => text.replaceAll('\u00a0', ' ')).filter((text) => /\+24\.1%|Brandt: ?"It is old/.test(text));
  if (told.length !== 2) throw new Error(`the hints stand elsewhere: ${JSON.stringify(texts)}`);
  say('the change in percent and the speaker stand beside the words');
  await page.waitForTimeout(300);
  await picture('vscode-ledger');
  await clickOn('riders)');
  await renameAs('Night Riders');
  await toast("cannot be a figure's name").waitFor({ timeout: 15_000 });
  say('a name that cannot be one is refused with the reason');
  await page.keyboard.press('Escape');
  await clickOn('riders)');
  await renameAs('night_riders');
  await line('night_riders: 422,000').waitFor();
  await line('](#night_riders)').waitFor();
  say('a figure gets another name in ledger and text');
  await clickOn('night_riders: 422');
  // The places around the last cursor are shown until the server has told those around this one.
  await page.waitForTimeout(1000);
  await page.locator('.monaco-editor .linked-editing-decoration').nth(1).waitFor({ timeout: 15_000 });
  await page.keyboard.type('x');
  await line('](#nxight_riders)').waitFor();
  await line('nxight_riders: 422,000').waitFor();
  say('what is typed over a name of the ledger is typed in the text as well');
}

const manifest = JSON.parse(fs.readFileSync(new URL('../../../editors/vscode/package.json', import.meta.url), 'utf8'));

await check(
  itOpens, itTells, itMends, () => itComesBack('SIGKILL'), () => itComesBack('SIGTERM'), itsCommands, itsSettings, itNames,
  itHelpsToWrite, itsWalkthrough, () => itsPageOfSettings(manifest), () => itExplains(manifest),
);
