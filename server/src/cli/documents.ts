import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ContextSnapshot, External } from '../context/context.ts';
import { createBuildContext } from '../context/snapshot-context.ts';
import { type Builds, contextIn, discoverBuilds } from '../host/discover.ts';
import { type ContextRequest, gatherContext, MOST_ENTRIES } from '../host/gather.ts';
import type { Listed } from '../host/host.ts';
import { nodeFiles } from '../host/node.ts';
import { parentOf } from '../host/uri.ts';
import { createModel } from '../model/index.ts';
import { contextSources } from '../services/context-sources.ts';
import type { DockerfileDocument } from '../services/document.ts';
import { parse } from '../syntax/parse.ts';
import { type Message, message } from '../text/message.ts';
import { LineIndex } from '../text/lines.ts';
import { Failure, type Terminal } from './terminal.ts';

/** Why a file could not be read, by Node's code. */
const unreadable: Readonly<Record<string, Message>> = {
  ENOENT: message('there is no such file'),
  EACCES: message('it may not be read'),
  EISDIR: message('it is a folder'),
};

/** A Dockerfile that was read, as the services see it. */
export interface OpenDocument {
  /** As the user named it; `-` for standard input. */
  readonly path: string;
  readonly document: DockerfileDocument;
  readonly lines: LineIndex;
}

/** Opens Dockerfiles; folders that several are built from are listed once. */
export class Documents {
  private readonly terminal: Terminal;
  private readonly context: string | undefined;
  private readonly listings = new Map<string, Promise<Listed | undefined>>();
  private builds: Promise<Builds> | undefined;

  /** `context`: the folder that every file is built from; without it, what the folder that we were called in says of each. */
  constructor(terminal: Terminal, context: string | undefined) {
    this.terminal = terminal;
    this.context = context;
  }

  /** Reads a file, or standard input for `-`. Rejects with a Failure when it cannot be read. */
  async open(name: string): Promise<OpenDocument> {
    const text = name === '-' ? await this.terminal.readInput() : await this.read(name);
    const model = createModel(parse(text));
    const build = createBuildContext(await this.contextOf(name, model));
    return { path: name, document: { text, model, build, rules: {} }, lines: new LineIndex(text) };
  }

  private async read(name: string): Promise<string> {
    const file = path.resolve(this.terminal.folder, name);
    try {
      return await readFile(file, 'utf8');
    } catch (error) {
      const reason = unreadable[(error as NodeJS.ErrnoException).code ?? ''];
      throw reason ? new Failure(reason, { cause: error }) : error;
    }
  }

  private async contextOf(name: string, model: DockerfileDocument['model']): Promise<External<ContextSnapshot>> {
    const sources = contextSources(model);
    const dockerfile = this.uriOf(name === '-' ? 'Dockerfile' : name);
    if (this.context !== undefined) return this.gather({ root: this.uriOf(this.context), dockerfile, ...sources });
    if (name === '-') {
      return { state: 'unavailable', reason: message('The text came from standard input, so its build context is not known.') };
    }
    this.builds ??= discoverBuilds(nodeFiles, this.uriOf('.'));
    const chosen = contextIn(await this.builds, dockerfile, sources.copySources);
    return this.gather({ root: chosen?.root ?? parentOf(dockerfile), dockerfile, ...sources, guessed: !chosen?.evidence });
  }

  private async gather(request: ContextRequest): Promise<External<ContextSnapshot>> {
    const listing = this.listings.get(request.root) ?? nodeFiles.list(request.root, MOST_ENTRIES);
    this.listings.set(request.root, listing);
    return gatherContext(nodeFiles, request, await listing);
  }

  private uriOf(file: string): string {
    return pathToFileURL(path.resolve(this.terminal.folder, file)).href;
  }
}
