import type { Disposable, ExtensionContext } from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import type { ClientAbilities } from '../../server/src/lsp/messages.ts';
import { registerCommands } from './commands.ts';
import { ContextStatus } from './context-status.ts';
import { EngineStatus } from './engine-status.ts';
import { LayersPanel } from './layers.ts';
import { followSizes } from './size-changes.ts';
import { SizeStatus } from './size-status.ts';
import { answerFileRequests } from './files.ts';
import { previewScheme } from './preview.ts';
import { Server } from './server.ts';
import { ServerStatus } from './status.ts';

/** Schemes of documents that are other versions of a file. */
const otherVersions: ReadonlySet<string> = new Set([
  previewScheme,
  'conflictResolution',
  'git',
  'gitlens',
  'pr',
  'review',
  'vscode-local-history',
]);

/** Creates a client for this host's server: a process or a worker. Loads the client library, which is most of the extension's code. */
export type ClientFactory = (options: LanguageClientOptions) => Promise<BaseLanguageClient>;

/**
 * The active extension: the server, and everything that is registered with VS Code. Constructed within a few milliseconds, so that it
 * does not delay the editor's start: the client library is loaded, and the server started, later. Nothing else may import values of that
 * library.
 */
export class Extension implements Disposable {
  private readonly status = new ServerStatus();
  private readonly contexts = new ContextStatus();
  private readonly engines = new EngineStatus();
  private readonly server: Server;

  constructor(context: ExtensionContext, makeClient: ClientFactory) {
    const open = async () => {
      const client = await makeClient(clientOptions());
      answerFileRequests(client);
      this.status.follow(client);
      this.contexts.follow(client);
      this.engines.follow(client);
      followSizes(client, [layers, sizes]);
      return client;
    };
    this.server = new Server(open);
    const layers = new LayersPanel(this.server, context.extensionUri);
    const sizes = new SizeStatus(this.server);
    this.server.started.catch(() => this.status.show('stopped')); // requests to the server reject with the reason
    context.subscriptions.push(this.status, this.contexts, this.engines, layers, sizes, ...registerCommands(this.server, layers), this);
  }

  stop(): Promise<void> {
    return this.server.stop();
  }

  dispose(): void {
    void this.stop();
  }
}

function clientOptions(): LanguageClientOptions {
  const abilities: ClientAbilities = {
    files: true,
    commands: true,
    contexts: true,
    ruleCommands: true,
    suggestCommand: 'editor.action.triggerSuggest',
  };
  return {
    documentSelector: [{ language: 'dockerfile' }, { language: 'dockerignore' }],
    initializationOptions: abilities,
    diagnosticCollectionName: 'layerwise',
    middleware: {
      // The left side of a diff and our own preview are other versions of a file: only the file itself is checked.
      handleDiagnostics: (uri, diagnostics, next) => next(uri, otherVersions.has(uri.scheme) ? [] : diagnostics),
    },
    markdown: { isTrusted: false, supportHtml: false },
  };
}
