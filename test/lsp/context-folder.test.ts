import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  FileChangeType,
  RegistrationRequest,
  UnregistrationRequest,
} from 'vscode-languageserver/node';
import type { DidChangeWatchedFilesRegistrationOptions, RelativePattern } from 'vscode-languageserver/node';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { relativePath } from '../../server/src/host/uri.ts';
import { LanguageServer } from '../support/language-server.ts';

const parent = realpathSync(mkdtempSync(path.join(tmpdir(), 'layerwise-folder-')));
afterAll(() => rmSync(parent, { recursive: true, force: true }));

/** What the editor of a test supports: relative patterns, only absolute globs, or no watchers that a server registers. */
type Watching = 'folders' | 'globs' | 'nothing';

/** A workspace `ws` with a Dockerfile, next to other folders, in an editor that reports changes where the server watches. */
class Editor {
  readonly base = mkdtempSync(path.join(parent, 't-'));
  server!: LanguageServer;
  private readonly watched = new Map<string, readonly (string | RelativePattern)[]>();

  static async open(watching: Watching = 'folders', home = ''): Promise<Editor> {
    const editor = new Editor();
    editor.make('ws/docker/.keep');
    const didChangeWatchedFiles = { dynamicRegistration: watching !== 'nothing', relativePatternSupport: watching === 'folders' };
    editor.server = await LanguageServer.start(
      { workspace: { didChangeWatchedFiles } },
      {},
      { workspaceFolders: [{ uri: editor.uri('ws'), name: 'ws' }] },
      home === '' ? {} : { HOME: editor.path(home), USERPROFILE: editor.path(home) },
    );
    editor.server.connection.onRequest(RegistrationRequest.type, ({ registrations }) => {
      for (const { id, method, registerOptions } of registrations) {
        if (method !== DidChangeWatchedFilesNotification.method) continue;
        const { watchers } = registerOptions as DidChangeWatchedFilesRegistrationOptions;
        editor.watched.set(
          id,
          watchers.map(({ globPattern }) => globPattern),
        );
      }
    });
    editor.server.connection.onRequest(UnregistrationRequest.type, ({ unregisterations }) => {
      for (const { id } of unregisterations) editor.watched.delete(id);
    });
    return editor;
  }

  path(file: string): string {
    return path.join(this.base, file);
  }

  uri(file: string): string {
    return pathToFileURL(this.path(file)).href;
  }

  make(file: string, text = ''): void {
    mkdirSync(path.dirname(this.path(file)), { recursive: true });
    writeFileSync(this.path(file), text);
  }

  async setContext(context: string): Promise<void> {
    await this.server.connection.sendNotification(DidChangeConfigurationNotification.type, { settings: { layerwise: { context } } });
  }

  /** Reports a change if the editor watches the file; `as`: another path of the file. Returns whether it does. */
  async report(file: string, type: FileChangeType, as = this.uri(file)): Promise<boolean> {
    const isWatched = [...this.watched.values()].flat().some((pattern) => this.covers(pattern, as));
    if (isWatched) {
      await this.server.connection.sendNotification(DidChangeWatchedFilesNotification.type, { changes: [{ uri: as, type }] });
    }
    return isWatched;
  }

  get watchedFolders(): readonly string[] {
    return [...this.watched.values()].flat().flatMap((pattern) => (typeof pattern === 'string' ? [] : String(pattern.baseUri)));
  }

  private covers(pattern: string | RelativePattern, uri: string): boolean {
    if (typeof pattern !== 'string') return relativePath(String(pattern.baseUri), uri) !== undefined;
    const folder = pattern === '**/*' ? this.uri('ws') : pathToFileURL(pattern.replace('/**/*', '')).href;
    return relativePath(folder, uri) !== undefined;
  }
}

let editor: Editor;
afterEach(() => editor.server.stop());

type Found = readonly { readonly code?: unknown }[];
const missing = (found: Found): boolean => found.some(({ code }) => code === 'copy-source-missing');
const ignored = (found: Found): boolean => found.some(({ code }) => code === 'copy-source-ignored');
const text = 'FROM alpine:3.22\nCOPY b.txt /app/\nUSER nobody\n';

/** Opens the Dockerfile with this setting, and waits for the finding. */
async function openWithoutFile(context: string): Promise<string> {
  await editor.setContext(context);
  const uri = editor.uri('ws/docker/Dockerfile');
  await editor.server.open(uri, text);
  await editor.server.diagnostics(uri, missing);
  return uri;
}

describe('copy-source-missing is cleared when the file is created', () => {
  test.each<[what: string, folder: string, setting: (folder: string) => string]>([
    ['a relative path', 'ws/app', () => 'app'],
    ['an absolute path', 'ws/app', (folder) => folder],
    ['an absolute path with a slash at the end', 'ws/app', (folder) => `${folder}/`],
    ['an absolute path with ..', 'ws/app', (folder) => `${folder}/../docker/../app`],
    ['an absolute path with two slashes', 'ws/app', (folder) => folder.replace('/ws/', '//ws//')],
    ['a path with a space', 'ws/my app', (folder) => folder],
    ['a path with %20', 'ws/my%20app', (folder) => folder],
    ['a path with non-ASCII characters', 'ws/größe/日本', (folder) => folder],
    ['a path with signs that URIs escape', 'ws/a#b?c (1)!', (folder) => folder],
    ['a URI', 'ws/app', (folder) => pathToFileURL(folder).href],
    ['a URI with a space and a slash at the end', 'ws/my app', (folder) => `${pathToFileURL(folder).href}/`],
    ['outside of the workspace', 'elsewhere/app', (folder) => folder],
    ['outside of the workspace, relative', 'elsewhere/app', () => '../elsewhere/app'],
    ['outside of the workspace, with non-ASCII characters', 'else where/ü', (folder) => folder],
    ['outside of the workspace, a URI', 'elsewhere', (folder) => pathToFileURL(folder).href],
    ['a folder around the workspace', '.', (folder) => folder],
  ])('%s', async (_, folder, setting) => {
    editor = await Editor.open();
    editor.make(`${folder}/.keep`);
    const uri = await openWithoutFile(setting(editor.path(folder)));
    editor.make(`${folder}/b.txt`);
    expect(await editor.report(`${folder}/b.txt`, FileChangeType.Created)).toBe(true);
    await editor.server.diagnostics(uri, (found) => !missing(found));
  });

  test('in the home folder', async () => {
    editor = await Editor.open('folders', 'home');
    editor.make('home/app/.keep');
    const uri = await openWithoutFile('~/app');
    editor.make('home/app/b.txt');
    expect(await editor.report('home/app/b.txt', FileChangeType.Created)).toBe(true);
    await editor.server.diagnostics(uri, (found) => !missing(found));
  });

  test('in an editor that only supports absolute globs', async () => {
    editor = await Editor.open('globs');
    editor.make('elsewhere/.keep');
    const uri = await openWithoutFile(editor.path('elsewhere'));
    editor.make('elsewhere/b.txt');
    expect(await editor.report('elsewhere/b.txt', FileChangeType.Created)).toBe(true);
    await editor.server.diagnostics(uri, (found) => !missing(found));
  });

  test.each(['link', 'real'])('through a symbolic link, reported by the %s', async (reported) => {
    editor = await Editor.open();
    editor.make('ws/real/.keep');
    symlinkSync(editor.path('ws/real'), editor.path('ws/link'));
    const uri = await openWithoutFile(editor.path('ws/link'));
    editor.make('ws/real/b.txt');
    expect(await editor.report(`ws/${reported}/b.txt`, FileChangeType.Created)).toBe(true);
    await editor.server.diagnostics(uri, (found) => !missing(found));
  });

  test('together with its folder', async () => {
    editor = await Editor.open();
    await editor.setContext(editor.path('ws/build/out'));
    const uri = editor.uri('ws/docker/Dockerfile');
    await editor.server.open(uri, text);
    expect(await editor.server.hover(uri, 'b.txt')).not.toContain('1 file');
    editor.make('ws/build/out/other.txt');
    expect(await editor.report('ws/build', FileChangeType.Created)).toBe(true);
    await editor.server.diagnostics(uri, missing);
  });
});

describe('other changes in a folder outside of the workspace', () => {
  test('a file that is deleted', async () => {
    editor = await Editor.open();
    editor.make('elsewhere/b.txt');
    await editor.setContext(editor.path('elsewhere'));
    const uri = editor.uri('ws/docker/Dockerfile');
    await editor.server.open(uri, text);
    await editor.server.diagnostics(uri, (found) => !missing(found));
    rmSync(editor.path('elsewhere/b.txt'));
    expect(await editor.report('elsewhere/b.txt', FileChangeType.Deleted)).toBe(true);
    await editor.server.diagnostics(uri, missing);
  });

  test('a .dockerignore', async () => {
    editor = await Editor.open();
    editor.make('elsewhere/b.txt');
    await editor.setContext(editor.path('elsewhere'));
    const uri = editor.uri('ws/docker/Dockerfile');
    await editor.server.open(uri, text);
    await editor.server.diagnostics(uri, (found) => !missing(found));
    editor.make('elsewhere/.dockerignore', 'b.txt\n');
    expect(await editor.report('elsewhere/.dockerignore', FileChangeType.Created)).toBe(true);
    await editor.server.diagnostics(uri, ignored);
    editor.make('elsewhere/.dockerignore', '# b.txt\n');
    await editor.report('elsewhere/.dockerignore', FileChangeType.Changed);
    await editor.server.diagnostics(uri, (found) => !ignored(found));
  });

  test('are no longer watched when the setting changes or the document is closed', async () => {
    editor = await Editor.open();
    editor.make('one/.keep');
    editor.make('two/.keep');
    const uri = await openWithoutFile(editor.path('one'));
    expect(editor.watchedFolders).toEqual([editor.uri('one')]);
    editor.make('two/b.txt');
    await editor.setContext(editor.path('two'));
    await editor.server.diagnostics(uri, (found) => !missing(found));
    await expect.poll(() => editor.watchedFolders).toEqual([editor.uri('two')]);
    await editor.server.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
    await expect.poll(() => editor.watchedFolders).toEqual([]);
  });

  test('have no effect in an editor without watchers', async () => {
    editor = await Editor.open('nothing');
    editor.make('elsewhere/.keep');
    await openWithoutFile(editor.path('elsewhere'));
    expect(editor.watchedFolders).toEqual([]);
  });
});
