import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { CompletionRequest, DocumentLinkRequest } from 'vscode-languageserver/node';
import type { DocumentLink } from 'vscode-languageserver/node';
import { describe, expect, test } from 'vitest';
import { auditTo } from '../support/audit.ts';
import { hostileFolder } from '../support/hostile-folder.ts';
import { LanguageServer } from '../support/language-server.ts';

const text =
  'FROM node:22-slim\nCOPY ../outside/secret.txt /\nCOPY package.json linked/ secret.txt ./\nCOPY . .\nRUN npm ci && git status\nUSER node\n';

const uriOf = (...parts: string[]): string => pathToFileURL(path.join(...parts)).href;

describe.skipIf(process.platform === 'win32')('a workspace that names what is outside of it', () => {
  test('is read without leaving it, and nothing is started', async () => {
    const { inside, outside, log } = hostileFolder(text);
    const audit = auditTo(log);
    const folders = { workspaceFolders: [{ uri: uriOf(inside), name: 'w' }] };
    const server = await LanguageServer.start({}, {}, folders, audit.environment);
    for (const file of ['Dockerfile', 'app/Dockerfile']) {
      const uri = uriOf(inside, file);
      await server.open(uri, text);
      await server.diagnostics(uri, (found) => found.length > 0);
      await server.actions(uri, server.rangeOf(uri, text));
      for (const place of ['../outside', 'package.json', 'linked/', '. .', 'npm ci']) await server.hover(uri, place);
      const position = server.rangeOf(uri, 'secret.txt /').start;
      await server.connection.sendRequest(CompletionRequest.type, { textDocument: { uri }, position });
      const links: DocumentLink[] = (await server.connection.sendRequest(DocumentLinkRequest.type, { textDocument: { uri } })) ?? [];
      for (const { target = '' } of links) if (target.startsWith('file:')) expect(target).toContain(uriOf(inside));
    }
    expect(await server.stop()).toBe(0);
    expect(audit.readsIn(inside)).not.toEqual([]);
    expect(audit.readsIn(outside)).toEqual([]);
    expect(audit.started()).toEqual([]);
  });
});

describe('a folder that is deleted while its file is open', () => {
  test.each(['the folder of the file', 'the workspace'])('%s: the server goes on', async (which) => {
    const { inside } = hostileFolder(text);
    const folders = { workspaceFolders: [{ uri: uriOf(inside), name: 'w' }] };
    const server = await LanguageServer.start({}, {}, folders);
    const uri = uriOf(inside, 'app/Dockerfile');
    await server.open(uri, text);
    await server.diagnostics(uri, (found) => found.length > 0);
    fs.rmSync(which === 'the workspace' ? inside : path.join(inside, 'app'), { recursive: true });
    await server.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: uriOf(inside, 'app'), type: 3 }] });
    await server.edit(uri, 'USER node', 'USERR node');
    await server.diagnostics(uri, (found) => found.some(({ code }) => code === 'unknown-instruction'));
    expect(await server.hover(uri, 'npm ci')).toContain('npm');
    await server.edit(uri, 'USERR node', 'USER node');
    await server.diagnostics(uri, (found) => !found.some(({ code }) => code === 'unknown-instruction'));
    expect(await server.stop()).toBe(0);
  });

  test('a root that is removed from the workspace, then deleted', async () => {
    const [one, other] = [hostileFolder(text), hostileFolder(text)];
    const roots = [one, other].map(({ inside }, i) => ({ uri: uriOf(inside), name: `w${i}` }));
    const server = await LanguageServer.start({ workspace: { workspaceFolders: true } }, {}, { workspaceFolders: roots });
    const uris = [one, other].map(({ inside }) => uriOf(inside, 'Dockerfile'));
    for (const uri of uris) {
      await server.open(uri, text);
      await server.diagnostics(uri, (found) => found.length > 0);
    }
    await server.connection.sendNotification('workspace/didChangeWorkspaceFolders', { event: { added: [], removed: [roots[0]] } });
    fs.rmSync(one.inside, { recursive: true });
    for (const uri of uris) {
      await server.edit(uri, 'USER node', 'USERR node');
      await server.diagnostics(uri, (found) => found.some(({ code }) => code === 'unknown-instruction'));
    }
    expect(await server.stop()).toBe(0);
  });
});

test('each of several roots has its own build context, also one inside of another', async () => {
  const { inside, outside } = hostileFolder(text);
  const roots = [inside, outside, path.join(inside, 'app')];
  const server = await LanguageServer.start(
    {},
    {},
    { workspaceFolders: roots.map((root) => ({ uri: uriOf(root), name: path.basename(root) })) },
  );
  for (const root of roots) {
    fs.mkdirSync(path.join(root, 'data'), { recursive: true });
    fs.writeFileSync(path.join(root, 'data', `${path.basename(root)}.txt`), '');
    const uri = uriOf(root, 'data.Dockerfile');
    await server.open(uri, `FROM scratch\n${roots.map((each) => `COPY data/${path.basename(each)}.txt /\n`).join('')}`);
    const missing = await server.diagnostics(uri, (found) => found.filter(({ code }) => code === 'copy-source-missing').length === 2);
    expect(missing.map(({ message }) => String(message)).filter((words) => words.startsWith(`"data/${path.basename(root)}.txt"`))).toEqual(
      [],
    );
  }
  expect(await server.stop()).toBe(0);
});
