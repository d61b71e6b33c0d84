import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { FileChangeType, PublishDiagnosticsNotification } from 'vscode-languageserver/node';
import { afterEach, expect, test } from 'vitest';
import { folderOf } from '../support/command-line.ts';
import { LanguageServer } from '../support/language-server.ts';

const text = 'FROM alpine:latest\nRUN cd /tmp\n';

let server: LanguageServer | undefined;
afterEach(async () => {
  await server?.stop();
  server = undefined;
});

interface Project {
  readonly folder: string;
  readonly uri: string;
  /** Writes a file (or deletes it) and tells the server. */
  change(name: string, content: string | undefined): Promise<void>;
  /** The findings as `rule severity`, as soon as they are these. */
  expectFindings(...expected: readonly string[]): Promise<void>;
}

async function open(files: Readonly<Record<string, string>>, settings?: object): Promise<Project> {
  const folder = folderOf({ 'app/Dockerfile': text, ...files });
  server = await LanguageServer.start({}, { settings });
  const started = server;
  const uri = pathToFileURL(path.join(folder, 'app/Dockerfile')).href;
  await started.open(uri, text);
  return {
    folder,
    uri,
    async change(name, content) {
      const file = path.join(folder, name);
      if (content === undefined) fs.rmSync(file);
      else fs.writeFileSync(file, content);
      const changes = [{ uri: pathToFileURL(file).href, type: FileChangeType.Changed }];
      await started.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
    },
    async expectFindings(...expected) {
      let last: readonly string[] = [];
      await started.diagnostics(uri, (found) => {
        last = found.map(({ code, severity }) => `${String(code)} ${severity}`);
        return JSON.stringify(last) === JSON.stringify(expected);
      });
      expect(last).toEqual(expected);
    },
  };
}

test('a configuration file above the Dockerfile applies, and again after each change', async () => {
  const project = await open({ '.layerwise.json': '{ "rules": { "latest-tag": "off" } }' });
  await project.expectFindings('run-cd 2');
  await project.change('.layerwise.json', '{ "rules": { "latest-tag": "error" } }');
  await project.expectFindings('latest-tag 1', 'run-cd 2');
  await project.change('app/.hadolint.yaml', 'ignored: [DL3003]\n');
  await project.expectFindings('latest-tag 2');
  await project.change('app/.hadolint.yaml', undefined);
  await project.expectFindings('latest-tag 1', 'run-cd 2');
});

test('the file takes precedence over the settings of the editor', async () => {
  const project = await open(
    { '.layerwise.json': '{ "rules": { "latest-tag": "info" } }' },
    { rules: { 'latest-tag': 'error', 'run-cd': 'error' } },
  );
  await project.expectFindings('latest-tag 3', 'run-cd 1');
});

test('recorded findings are hints', async () => {
  const entry = { rule: 'run-cd', line: 'RUN cd /tmp', count: 1 };
  const project = await open({ '.layerwise-baseline.json': JSON.stringify({ version: 1, files: { 'app/Dockerfile': [entry] } }) });
  await project.expectFindings('latest-tag 2', 'run-cd 4');
});

test('a problem in the file is a diagnostic of that file, until it is solved', async () => {
  const project = await open({});
  const told: (readonly [string, readonly string[]])[] = [];
  const next = async (count: number): Promise<void> => {
    while (told.length < count) await new Promise((resolve) => setTimeout(resolve, 5));
  };
  server!.connection.onNotification(PublishDiagnosticsNotification.type, ({ uri, diagnostics }) => {
    if (uri.endsWith('.json')) told.push([path.basename(uri), diagnostics.map(({ message }) => String(message))]);
  });
  await project.change('.layerwise.json', '{ "preset": "loud" }');
  await next(1);
  await project.change('.layerwise.json', '{ "preset": "strict" }');
  await next(2);
  expect(told).toEqual([
    ['.layerwise.json', [expect.stringContaining('"preset" must be one of')]],
    ['.layerwise.json', []],
  ]);
});
