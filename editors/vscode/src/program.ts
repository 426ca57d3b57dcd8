// The program `newsmark`: where it is found, and running it for something other than serving.
//
// Four places are looked at, in this order: the setting, the extension's own folder, the PATH, and the folder where
// cargo puts programs, which the PATH of an editor that is started from a desktop often lacks. What is found is asked
// for its version, so that a program that is too old or is not ours is told apart from one that fails.

import { execFile } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { ExtensionContext, workspace } from 'vscode';

/** The oldest program that this extension works with. */
const OLDEST = '0.1.0';

/** How to get the program, as the end of a sentence. */
const HOW_TO_INSTALL = 'run `cargo install --path crates/newsmark` in the Newsmark folder, then try again';

const FILE_NAME = process.platform === 'win32' ? 'newsmark.exe' : 'newsmark';

/** A program that can be run, or one sentence that says why there is none and what to do. */
export type Program = { path: string; version: string } | { problem: string };

export async function findProgram(context: ExtensionContext): Promise<Program> {
  const chosen = workspace.getConfiguration('newsmark').get<string>('server.path', '').trim();
  const found = chosen === '' ? onDisk(context) : chosen;
  if (found === undefined) {
    return { problem: `There is no program \`newsmark\` on the PATH; ${HOW_TO_INSTALL}` };
  }
  let said: string;
  try {
    said = await run(found, ['--version']);
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    const how = isMissing ? 'is not there' : 'does not start';
    const where = chosen === '' ? '' : ' (from the setting newsmark.server.path)';
    return { problem: `The program ${found}${where} ${how}; ${HOW_TO_INSTALL}` };
  }
  const version = /\d+\.\d+\.\d+/.exec(said)?.[0];
  if (version === undefined || isOlder(version, OLDEST)) {
    return { problem: `${found} is ${said.trim()} and the extension needs ${OLDEST}; ${HOW_TO_INSTALL}` };
  }
  return { path: found, version };
}

function onDisk(context: ExtensionContext): string | undefined {
  const own = context.asAbsolutePath(path.join('server', FILE_NAME));
  const onPath = (process.env.PATH ?? '').split(path.delimiter).filter((folder) => folder !== '');
  const cargo = path.join(process.env.CARGO_HOME ?? path.join(os.homedir(), '.cargo'), 'bin');
  return [own, ...[...onPath, cargo].map((folder) => path.join(folder, FILE_NAME))].find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}

function isOlder(version: string, other: string): boolean {
  const [left, right] = [version, other].map((it) => it.split('.').map(Number));
  for (let index = 0; index < 3; index++) {
    const difference = (left?.[index] ?? 0) - (right?.[index] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}

/** Runs a program and gives its output. Exit code 1 says that there are findings and is no failure. */
export function run(program: string, args: string[], input = ''): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = { maxBuffer: 256 * 1024 * 1024, timeout: 60_000 };
    const child = execFile(program, args, options, (error, stdout, stderr) => {
      if (error && error.code !== 1) {
        reject(stderr.trim() === '' ? error : Object.assign(new Error(stderr.trim()), { code: error.code }));
      } else {
        resolve(stdout);
      }
    });
    // A program that ends without reading is told of by its exit code.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });
}
