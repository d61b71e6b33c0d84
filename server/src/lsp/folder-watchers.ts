import { DidChangeWatchedFilesNotification } from 'vscode-languageserver';
import type { ClientCapabilities, Connection, Disposable } from 'vscode-languageserver';
import { displayPath, isLocal } from '../host/uri.ts';

/**
 * Asks the client to report changes of files: everywhere in the workspace, and in build contexts outside of it. Has no effect if the
 * client does not support the registration of watchers.
 */
export class FolderWatchers {
  private readonly connection: Connection;
  private readonly capability: NonNullable<ClientCapabilities['workspace']>['didChangeWatchedFiles'];
  private readonly watched = new Map<string, Promise<Disposable | undefined>>();

  constructor(connection: Connection, { workspace }: ClientCapabilities) {
    this.connection = connection;
    this.capability = workspace?.didChangeWatchedFiles;
  }

  /** Watches the workspace folders. Any file may be part of a build context, and its size part of a layer's. */
  watchWorkspace(): void {
    void this.register('**/*');
  }

  /** Watches exactly these folders (URIs) besides the workspace: those that were watched before and are not listed any more are released. */
  watch(folders: ReadonlySet<string>): void {
    for (const [folder, registration] of this.watched) {
      if (folders.has(folder)) continue;
      this.watched.delete(folder);
      void registration.then((disposable) => disposable?.dispose());
    }
    for (const folder of folders) if (!this.watched.has(folder)) this.watched.set(folder, this.register(this.patternFor(folder)));
  }

  /** A client without relative patterns may still understand a glob that begins with an absolute path. */
  private patternFor(folder: string): GlobPattern | undefined {
    if (this.capability?.relativePatternSupport) return { baseUri: folder, pattern: '**/*' };
    return isLocal(folder) ? `${displayPath(folder).replaceAll('\\', '/')}/**/*` : undefined;
  }

  private async register(globPattern: GlobPattern | undefined): Promise<Disposable | undefined> {
    if (!this.capability?.dynamicRegistration || globPattern === undefined) return undefined;
    try {
      return await this.connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: [{ globPattern }] });
    } catch (error) {
      this.connection.console.warn(String(error));
      return undefined;
    }
  }
}

type GlobPattern = string | { readonly baseUri: string; readonly pattern: string };
