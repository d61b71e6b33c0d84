import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { DidChangeConfigurationNotification, DidChangeWatchedFilesNotification, FileChangeType } from 'vscode-languageserver/node';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import type { ContextView } from '../../server/src/lsp/messages.ts';
import { LanguageServer } from '../support/language-server.ts';

const parent = mkdtempSync(path.join(tmpdir(), 'layerwise-context-'));
afterAll(() => rmSync(parent, { recursive: true, force: true }));

const dockerfileText = 'FROM alpine:3.22\nCOPY app/main.sh /main.sh\nUSER nobody\n';

/** A folder with these files, opened in an editor that shows the build context in its status. */
class Workspace {
  readonly folder = mkdtempSync(path.join(parent, 'w-'));
  server!: LanguageServer;
  private readonly views = new Map<string, ContextView>();
  private received: (() => void) | undefined;

  static async open(files: Readonly<Record<string, string>>, settings: unknown = {}): Promise<Workspace> {
    const workspace = new Workspace();
    for (const [file, text] of Object.entries(files)) workspace.write(file, text);
    const folders = { workspaceFolders: [{ uri: workspace.uri(''), name: 'w' }] };
    workspace.server = await LanguageServer.start({}, { contexts: true, settings }, folders);
    workspace.server.connection.onNotification('layerwise/context', (view: ContextView) => {
      workspace.views.set(view.uri, view);
      workspace.received?.();
    });
    return workspace;
  }

  uri(file: string): string {
    return pathToFileURL(path.join(this.folder, file)).href;
  }

  write(file: string, text: string): void {
    mkdirSync(path.dirname(path.join(this.folder, file)), { recursive: true });
    writeFileSync(path.join(this.folder, file), text);
  }

  /** Waits until the editor has received a context of the file that satisfies the condition for `folder`. */
  async context(file: string, folder: string): Promise<ContextView> {
    for (;;) {
      const view = this.views.get(this.uri(file));
      if (view?.folder === folder) return view;
      await new Promise<void>((resolve) => (this.received = resolve));
    }
  }
}

let workspace: Workspace;
afterEach(async () => {
  await workspace.server.stop();
});

describe('the build context', () => {
  test('is the folder that a compose file names, and the hover shows its contents', async () => {
    workspace = await Workspace.open({
      'docker/Dockerfile': dockerfileText,
      'services/app/main.sh': 'exit\n',
      'compose.yaml': 'services:\n  a:\n    build:\n      context: services\n      dockerfile: ../docker/Dockerfile\n',
    });
    const uri = workspace.uri('docker/Dockerfile');
    await workspace.server.open(uri, dockerfileText);
    const view = await workspace.context('docker/Dockerfile', 'services');
    expect(view).toEqual({
      uri,
      folder: 'services',
      reason: 'From compose.yaml, line 4.',
      evidence: { uri: workspace.uri('compose.yaml'), line: 3 },
    });
    expect(await workspace.server.hover(uri, 'app/main.sh')).toContain('1 file, 5 B');
  });

  test('follows the compose file when it changes', async () => {
    workspace = await Workspace.open({ 'docker/Dockerfile': '', 'compose.yaml': 'services: {}\n', 'app/main.sh': '' });
    const uri = workspace.uri('docker/Dockerfile');
    await workspace.server.open(uri, 'FROM scratch\n');
    await workspace.context('docker/Dockerfile', 'docker');
    workspace.write('compose.yaml', 'services: { a: { build: { context: app, dockerfile: ../docker/Dockerfile } } }\n');
    const changes = [{ uri: workspace.uri('compose.yaml'), type: FileChangeType.Changed }];
    await workspace.server.connection.sendNotification(DidChangeWatchedFilesNotification.method, { changes });
    await workspace.context('docker/Dockerfile', 'app');
  });

  test('is a guess if no file names it: the folder that contains what is copied', async () => {
    workspace = await Workspace.open({ 'docker/Dockerfile': dockerfileText, 'app/main.sh': '' });
    await workspace.server.open(workspace.uri('docker/Dockerfile'), dockerfileText);
    const view = await workspace.context('docker/Dockerfile', path.basename(workspace.folder));
    expect(view.evidence).toBe(null);
    expect(view.reason).toContain('contains most of what the file copies');
  });

  test('is the folder of the setting, which takes precedence', async () => {
    const files = { 'docker/Dockerfile': dockerfileText, 'app/x': '', 'compose.yaml': 'services: { a: { build: docker } }\n' };
    workspace = await Workspace.open(files, { context: 'app' });
    await workspace.server.open(workspace.uri('docker/Dockerfile'), dockerfileText);
    expect((await workspace.context('docker/Dockerfile', 'app')).reason).toBe('Set by layerwise.context.');
    await workspace.server.connection.sendNotification(DidChangeConfigurationNotification.type, { settings: { layerwise: {} } });
    expect((await workspace.context('docker/Dockerfile', 'docker')).reason).toBe('From compose.yaml, line 1.');
  });
});
