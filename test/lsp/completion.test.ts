import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  CompletionRequest,
  CompletionResolveRequest,
  CompletionTriggerKind,
  DidChangeConfigurationNotification,
  DidChangeTextDocumentNotification,
} from 'vscode-languageserver/node';
import type { ClientCapabilities, CompletionItem, CompletionList, TextEdit } from 'vscode-languageserver/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LineIndex } from '../../server/src/base/lines.ts';
import { readCursor } from '../support/cursor.ts';
import { FakeRegistry } from '../support/fake-registry.ts';
import { LanguageServer } from '../support/language-server.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'layerwise-completion-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** An editor with all capabilities for completion. */
const able: ClientCapabilities = {
  textDocument: {
    completion: {
      completionItem: {
        snippetSupport: true,
        labelDetailsSupport: true,
        commitCharactersSupport: true,
        deprecatedSupport: true,
        documentationFormat: ['markdown'],
        tagSupport: { valueSet: [1] },
      },
    },
  },
};

let documents = 0;

/** The list at the cursor's mark. `uri`: of the document to open; by default an untitled one. */
async function complete(
  server: LanguageServer,
  marked: string,
  trigger?: string,
  uri = `untitled:${documents++}`,
): Promise<CompletionList> {
  const { text, offset } = readCursor(marked);
  await server.open(uri, text);
  return ask(server, uri, text, offset, trigger);
}

async function ask(server: LanguageServer, uri: string, text: string, offset: number, trigger?: string): Promise<CompletionList> {
  const position = new LineIndex(text).positionAt(offset);
  const context = trigger ? { triggerKind: CompletionTriggerKind.TriggerCharacter, triggerCharacter: trigger } : undefined;
  const params = { textDocument: { uri }, position, ...(context && { context }) };
  return (await server.connection.sendRequest(CompletionRequest.type, params)) as CompletionList;
}

function named({ items }: CompletionList, label: string): CompletionItem {
  const found = items.find((item) => item.label === label);
  if (!found) throw new Error(`no ${label} among ${items.map((item) => item.label).join(' ')}`);
  return found;
}

describe('an editor with all capabilities', () => {
  let server: LanguageServer;
  beforeAll(async () => {
    server = await LanguageServer.start(able, { suggestCommand: 'suggest.again' });
  });
  afterAll(() => server.stop());

  test('receives the trigger characters', () => {
    const { completionProvider } = server.initialized.capabilities;
    expect(completionProvider?.resolveProvider).toBe(true);
    expect(completionProvider?.triggerCharacters).toEqual(expect.arrayContaining([' ', '-', '=', ',', ':', '/', '$', '{']));
  });

  test('gets sorted items with the range that they replace', async () => {
    const list = await complete(server, 'FROM debian\nCOPY --ch‸own=a b c');
    expect(list.isIncomplete).toBe(false);
    expect(list.items.map(({ label }) => label).slice(0, 2)).toEqual(['--from=', '--chown=']);
    const { textEdit, sortText, kind } = named(list, '--chmod=');
    expect(textEdit).toEqual({ range: { start: { line: 1, character: 5 }, end: { line: 1, character: 13 } }, newText: '--chmod=' });
    expect(sortText! > named(list, '--chown=').sortText!).toBe(true);
    expect(kind).toBe(10);
  });

  test('gets snippets, label details, deprecation, commit characters, and its own command after items with more to complete', async () => {
    const keywords = await complete(server, 'FROM debian\n‸');
    expect(named(keywords, 'HEALTHCHECK … CMD …')).toMatchObject({ insertTextFormat: 2, filterText: 'HEALTHCHECK' });
    expect(named(keywords, 'MAINTAINER').tags).toEqual([1]);
    expect(named(keywords, 'COPY').command).toEqual({ title: '', command: 'suggest.again' });
    const flags = await complete(server, 'FROM debian\nCOPY --li‸');
    expect(named(flags, '--link').labelDetails).toEqual({ description: 'since syntax 1.4' });
    expect(named(await complete(server, 'FROM ‸'), 'node').commitCharacters).toEqual([':']);
  });

  test('gets documentation when it resolves an item', async () => {
    const list = await complete(server, 'FROM debian\nHEALTHCHECK --inter‸');
    const item = named(list, '--interval=');
    expect(item.documentation).toBe(undefined);
    const resolved = await server.connection.sendRequest(CompletionResolveRequest.type, item);
    expect(resolved.documentation).toMatchObject({ kind: 'markdown' });
    expect((resolved.documentation as { value: string }).value).toContain('https://docs.docker.com/reference/dockerfile/#healthcheck');
  });

  test('an item of an older list is returned unchanged', async () => {
    const item = named(await complete(server, 'FROM debian\nWOR‸'), 'WORKDIR');
    await complete(server, 'FROM debian\nRU‸');
    expect(await server.connection.sendRequest(CompletionResolveRequest.type, item)).toEqual(item);
  });

  test('gets nothing after blanks where no word can start', async () => {
    expect((await complete(server, 'FROM debian\n ‸', ' ')).items).toEqual([]);
    expect((await complete(server, 'FROM debian\n# a ‸', ' ')).items).toEqual([]);
    expect((await complete(server, 'FROM ‸', ' ')).items).not.toEqual([]);
  });

  test('follows the typed text', async () => {
    const uri = 'untitled:typed';
    let text = 'FROM debian\nENV HOME_DIR=/srv\n';
    await server.open(uri, text);
    let version = 1;
    for (const character of 'WORKDIR $HO') {
      const position = new LineIndex(text).positionAt(text.length);
      text += character;
      await server.connection.sendNotification(DidChangeTextDocumentNotification.type, {
        textDocument: { uri, version: ++version },
        contentChanges: [{ range: { start: position, end: position }, text: character }],
      });
    }
    expect(named(await ask(server, uri, text, text.length), 'HOME_DIR').textEdit).toMatchObject({ newText: '$HOME_DIR' });
  });

  test('offers the files of the build context', async () => {
    mkdirSync(path.join(folder, 'context/src'), { recursive: true });
    for (const file of ['package.json', 'src/a.js', 'secret.key']) writeFileSync(path.join(folder, 'context', file), '{}');
    writeFileSync(path.join(folder, 'context/.dockerignore'), '*.key\n');
    const uri = pathToFileURL(path.join(folder, 'context/Dockerfile')).href;
    let labels: readonly string[] = [];
    // The context is read in the background.
    while (!labels.includes('src/')) labels = (await complete(server, 'FROM debian\nCOPY ‸', ' ', uri)).items.map(({ label }) => label);
    expect(labels).toEqual(expect.arrayContaining(['src/', 'package.json']));
    expect(labels).not.toContain('secret.key');
  });
});

test('an editor with few capabilities gets plain text', async () => {
  const server = await LanguageServer.start();
  const list = await complete(server, 'FROM debian\nHEAL‸');
  const snippet = named(list, 'HEALTHCHECK … CMD …');
  expect(snippet.insertTextFormat).toBe(undefined);
  expect((snippet.textEdit as TextEdit).newText).toBe('HEALTHCHECK --interval=30s --timeout=3s CMD command');
  expect(named(list, 'HEALTHCHECK').command).toBe(undefined);
  const flag = named(await complete(server, 'FROM debian\nCOPY --li‸'), '--link');
  expect(flag).toMatchObject({ detail: 'since syntax 1.4' });
  expect(flag.labelDetails).toBe(undefined);
  await server.stop();
});

test('an editor in Chinese gets Chinese texts', async () => {
  const server = await LanguageServer.start(able, undefined, { locale: 'zh-cn' });
  const list = await complete(server, 'FROM debian\nCOPY --li‸');
  expect(named(list, '--link').labelDetails?.description).toMatch(/\p{Script=Han}/u);
  await server.stop();
});

describe('tags and names of images from a registry', () => {
  const images = { 'team/app': ['1.0', '2.0'] };

  /** A server with these settings, and only these credentials. */
  function startWith(settings: unknown, auths: unknown = {}): Promise<LanguageServer> {
    const config = mkdtempSync(path.join(folder, 'docker-'));
    writeFileSync(path.join(config, 'config.json'), JSON.stringify({ auths }));
    return LanguageServer.start(able, { settings }, {}, { DOCKER_CONFIG: config });
  }

  /** The completion after `image:` once the registry has answered: until then, lists are sent without its names. */
  async function tags(server: LanguageServer, image: string): Promise<string[]> {
    for (;;) {
      const { isIncomplete, items } = await complete(server, `FROM ${image}:‸`);
      if (!isIncomplete) return items.map(({ label }) => label);
    }
  }

  test('are not requested unless a setting enables it', async () => {
    const registry = await FakeRegistry.start({ images });
    const server = await startWith({});
    expect((await complete(server, `FROM ${registry.host}/team/app:‸`)).items).toEqual([]);
    expect(registry.requests).toEqual([]);
    const settings = { layerwise: { registry: { enabled: true } } };
    await server.connection.sendNotification(DidChangeConfigurationNotification.type, { settings });
    expect(await tags(server, `${registry.host}/team/app`)).toEqual(['2.0', '1.0']);
    await server.stop();
    await registry.stop();
  });

  test('names come from the catalogue of the registry in the image name if a setting enables it', async () => {
    const registry = await FakeRegistry.start({ images: { ...images, db: ['1'] } });
    const server = await startWith({});
    const labels = async (text: string): Promise<readonly string[]> => (await complete(server, text)).items.map(({ label }) => label);
    expect(await labels(`FROM ${registry.host}/te‸`)).toEqual([]);
    expect(registry.requests).toEqual([]);
    const settings = { layerwise: { registry: { enabled: true } } };
    await server.connection.sendNotification(DidChangeConfigurationNotification.type, { settings });
    expect(await labels(`FROM ${registry.host}/te‸`)).toEqual([`${registry.host}/db`, `${registry.host}/team/app`]);
    expect(await labels(`FROM ${registry.host}/team/‸`)).toContain(`${registry.host}/team/app`);
    expect(registry.requests).toEqual(['GET /v2/_catalog']);
    await server.stop();
    await registry.stop();
  });

  test('a registry without a public catalogue does not affect the other items', async () => {
    const registry = await FakeRegistry.start({ images, demands: 'a password', user: 'ann:secret' });
    const server = await startWith({ registry: { enabled: true } });
    const list = await complete(server, `FROM ${registry.host}/team/app:1.0\nFROM ${registry.host}/te‸`);
    expect(list).toMatchObject({ isIncomplete: true, items: [{ label: `${registry.host}/team/app:1.0` }] });
    await server.stop();
    await registry.stop();
  });

  test('come with the credentials of the Docker configuration', async () => {
    const registry = await FakeRegistry.start({ images, demands: 'a token', user: 'ann:secret' });
    const auth = Buffer.from('ann:secret').toString('base64');
    const server = await startWith({ registry: { enabled: true } }, { [registry.host]: { auth } });
    expect(await tags(server, `${registry.host}/team/app`)).toEqual(['2.0', '1.0']);
    await server.stop();
    await registry.stop();
  });

  test('a registry that does not answer does not delay completion', async () => {
    let release!: () => void;
    const until = new Promise<void>((resolve) => (release = resolve));
    const registry = await FakeRegistry.start({ images, until });
    const server = await startWith({ registry: { enabled: true } });
    const image = `${registry.host}/team/app`;
    const first = await complete(server, `FROM ${image}:‸`);
    expect(first).toMatchObject({ isIncomplete: true, items: [] });
    // other requests are still answered
    expect((await complete(server, `FROM ${image}:1\nCOPY --‸`)).items).not.toEqual([]);
    release();
    expect(await tags(server, image)).toEqual(['2.0', '1.0']);
    expect(registry.requests).toHaveLength(1);
    await server.stop();
    await registry.stop();
  });
});
