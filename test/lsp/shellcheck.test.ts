import { chmodSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { folderOf } from '../support/command-line.ts';
import { LanguageServer } from '../support/language-server.ts';

let server: LanguageServer;
afterEach(async () => {
  await server.stop();
});

/** A program that answers like ShellCheck: it reports the first `$` of the script, and an error for other options. */
const program = `#!/usr/bin/env node
const input = require('node:fs').readFileSync(0, 'utf8').split('\\n');
const line = input.findIndex((text) => text.includes('$'));
const column = input[line].indexOf('$') + 1;
const known = process.argv.includes('--format=json1') && process.argv.includes('--shell=sh') && process.argv.at(-1) === '-';
const comment = { line: line + 1, endLine: line + 1, column, endColumn: column + 2, level: 'warning', code: 9999, message: 'told' };
process.stdout.write(JSON.stringify({ comments: known ? [comment] : [] }));
process.exit(1);
`;

async function findingsWith(shellcheck: string | undefined): Promise<readonly (readonly unknown[])[]> {
  server = await LanguageServer.start({}, { settings: { shellcheck: { path: shellcheck } } });
  const uri = await server.openUntitled('FROM alpine:3.22\nARG A\nRUN echo \\\n  $A\nRUN cd /tmp\n');
  const wanted = shellcheck === undefined ? 'run-cd' : 'SC9999';
  const found = await server.diagnostics(uri, (all) => all.some(({ code }) => code === wanted));
  return found.map(({ code, severity, message, range }) => [code, severity, message, range.start]);
}

test.skipIf(process.platform === 'win32')('the ShellCheck of the settings checks each RUN, beside our rules', async () => {
  const file = path.join(folderOf({}), 'shellcheck');
  writeFileSync(file, program);
  chmodSync(file, 0o755);
  expect(await findingsWith(file)).toEqual([
    ['SC9999', 2, 'told', { line: 3, character: 2 }],
    ['run-cd', 2, expect.any(String), { line: 4, character: 4 }],
  ]);
});

test('no program is started without the setting', async () => {
  expect((await findingsWith(undefined)).map(([code]) => code)).toEqual(['run-cd']);
});

test('a program that does not exist is reported once, and our findings stay', async () => {
  server = await LanguageServer.start({}, { settings: { shellcheck: { path: '/nowhere/shellcheck' } } });
  const logged: string[] = [];
  server.connection.onNotification('window/logMessage', ({ message }: { message: string }) => void logged.push(message));
  const uri = await server.openUntitled('FROM alpine:3.22\nRUN echo $A\nRUN cd /tmp\n');
  const found = await server.diagnostics(uri, (all) => all.some(({ code }) => code === 'run-cd'));
  while (logged.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(found.map(({ code }) => code)).toContain('run-cd');
  expect(logged).toEqual([expect.stringContaining('"/nowhere/shellcheck" cannot be started')]);
});
