// What an extension brings besides reading articles: its walkthrough, its page of settings, what it says when the
// program is missing or too old, and where it looks for the program.

import fs from 'node:fs';
import path from 'node:path';

import { line, open, openFile, page, picture, run, say, scratch, toast, underlined, until } from './browser.mjs';

export async function itsWalkthrough() {
  await run('Welcome: Open Walkthrough...');
  await page.locator('.quick-input-widget .quick-input-box input').fill('A copy desk');
  await page.locator('.quick-input-list .monaco-list-row.focused', { hasText: 'A copy desk in the editor' }).waitFor();
  await page.keyboard.press('Enter');
  const step = page.locator('.gettingStartedContainer .getting-started-step', { hasText: 'Open an article' });
  await step.waitFor({ timeout: 15_000 });
  await page.waitForTimeout(500);
  await picture('vscode-walkthrough');
  await step.locator('.monaco-button', { hasText: 'Open an Example Article' }).click();
  await page.locator('#status\\.editor\\.mode', { hasText: 'Newsmark' }).waitFor({ timeout: 15_000 });
  await underlined(3);
  say('the walkthrough opens an example, which is read');
}

export async function itsPageOfSettings(manifest) {
  const settings = Object.entries(manifest.contributes.configuration.properties);
  const silent = settings.filter(([, it]) => !/^[A-Z].*\.$/.test(it.markdownDescription ?? ''));
  if (silent.length > 0) throw new Error(`settings without a description: ${silent.map(([name]) => name)}`);
  await run('Preferences: Open Settings (UI)');
  await page.locator('.settings-editor .settings-header .suggest-input-container').click();
  await page.keyboard.type(`@ext:${manifest.publisher}.${manifest.name}`);
  await page.locator('.settings-editor .setting-item-description', { hasText: 'Read Markdown files as articles too.' }).first().waitFor({ timeout: 15_000 });
  await page.locator('.settings-editor .settings-count-widget', { hasText: `${settings.length} Settings Found` }).waitFor();
  await page.waitForTimeout(300);
  await picture('vscode-settings');
  say(`${settings.length} settings, each with its description`);
}

export async function itExplains(manifest) {
  const settings = path.join(scratch, 'missing/.vscode/settings.json');
  const chosen = (file) => fs.writeFileSync(settings, JSON.stringify({ 'newsmark.server.path': file }));
  await open('missing');
  await openFile('ferry.news');
  await toast('no-such-newsmark (from the setting newsmark.server.path) is not there; run `cargo install').waitFor({ timeout: 30_000 });
  say('a missing server is explained in one sentence');
  await page.waitForTimeout(300);
  await picture('vscode-missing');
  const old = path.join(scratch, 'old-newsmark');
  fs.writeFileSync(old, '#!/bin/sh\necho newsmark 0.0.9\n', { mode: 0o755 });
  chosen(old);
  await toast('is newsmark 0.0.9 and the extension needs 0.1.0; run `cargo install').waitFor({ timeout: 30_000 });
  say('and so is an old one');
  // The program on the PATH goes into the extension's own folder, and is found there.
  const own = path.join(scratch, `extensions/${manifest.publisher}.${manifest.name}-${manifest.version}/server/newsmark`);
  const linked = path.join(scratch, 'bin/newsmark');
  fs.mkdirSync(path.dirname(own));
  fs.copyFileSync(linked, own);
  fs.unlinkSync(linked);
  chosen('');
  await underlined(3);
  say("one in the extension's own folder is found");
}
