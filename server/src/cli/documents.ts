import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { BuildContext } from '../context/build-context.ts';
import { createBuildContext } from '../context/snapshot-context.ts';
import { contextIn, discoverBuilds } from '../workspace/discover.ts';
import type { Builds } from '../workspace/discover.ts';
import { gatherContext } from '../workspace/gather.ts';
import { withTextsOf } from '../workspace/read-texts.ts';
import { listContext } from '../workspace/context-listing.ts';
import type { ContextRequest } from '../workspace/gather.ts';
import type { FileHost } from '../host/host.ts';
import { rulesFor } from '../rules/rules-for.ts';
import { cliFiles } from './files.ts';
import { memoize } from '../base/memoize.ts';
import { fileUri, parentOf, relativePath } from '../host/uri.ts';
import { projectDockerfiles } from '../workspace/dockerfiles.ts';
import type { ProjectDockerfile } from '../workspace/dockerfiles.ts';
import { gatherIgnoreContext, ignoreSubject } from '../workspace/ignore-context.ts';
import { noContextSources } from '../context/needs.ts';
import type { ContextSources } from '../context/needs.ts';
import type { Configuration } from '../linter/configuration/configuration.ts';
import type { Configurations } from './configurations.ts';
import { withBuild } from '../languages/dockerfile/document.ts';
import type { DockerfileDocument } from '../languages/dockerfile/document.ts';
import { dockerfileLanguage } from '../languages/dockerfile/language.ts';
import type { DocumentInput, Language, LanguageDocument } from '../languages/language-service.ts';
import { message } from '../base/message.ts';
import { finish } from '../base/work.ts';
import { Failure } from './terminal.ts';
import { foldersByRole } from '../knowledge/folders.ts';
import type { Terminal } from './terminal.ts';
import { readText, writeText } from './text-files.ts';

const unread = createBuildContext({ state: 'pending' });

/** How many listings and short files are kept: files of one context come one after the other, and several are read at the same time. */
const mostListings = 6;
const mostReads = 500;
/** Maximum length of a text that is kept, in characters. */
const longestKept = 64_000;

/** Folders of installed packages, as sources in the build context: also in a folder of a project. */
const installedFolders = [...foldersByRole.installed, ...foldersByRole.vendored].flatMap((name) => [`${name}/*`, `*/${name}/*`]);

/** Keeps the last texts that were read, and that there was none. */
function memoizeReads(read: FileHost['readText']): FileHost['readText'] {
  const kept = new Map<string, string | undefined>();
  return async (uri, limit) => {
    if (kept.has(uri)) return kept.get(uri);
    const text = await read(uri, limit);
    if (kept.size >= mostReads) kept.clear();
    if (text === undefined || text.length <= longestKept) kept.set(uri, text);
    return text;
  };
}

/** The build context of a Dockerfile, and whether it is a guess. */
interface Chosen {
  /** URI of the folder. */
  readonly root: string;
  readonly guessed: boolean;
}

/** Opens files by the names that the user gave. A folder that is the context of several files is listed once. */
export class Documents {
  private readonly terminal: Terminal;
  private readonly context: string | undefined;
  private readonly configurations: Configurations;
  private readonly list = memoize((root: string) => listContext(cliFiles, root), mostListings);
  /** Files that many Dockerfiles ask for are read once: manifests and ignore files. */
  private readonly files: FileHost = {
    ...cliFiles,
    readText: memoizeReads(cliFiles.readText),
    resolveLinks: memoize((uri: string) => cliFiles.resolveLinks(uri), mostReads),
  };
  /** The URIs of the folders of build contexts. */
  private readonly roots = new WeakMap<BuildContext, string>();
  private readonly buildsIn = memoize((folder: string): Promise<Builds> => discoverBuilds(cliFiles, folder));
  /** All of them: a check of a folder reports on every file in it. */
  private readonly dockerfilesIn = memoize(async (folder: string): Promise<readonly ProjectDockerfile[]> => {
    const builds = await this.buildsIn(folder);
    return projectDockerfiles(cliFiles, builds, async (uri, sources) => (await this.choose(uri, folder, sources)).root, Infinity);
  });

  private constructor(terminal: Terminal, context: string | undefined, configurations: Configurations) {
    this.terminal = terminal;
    this.context = context;
    this.configurations = configurations;
  }

  /**
   * `context`: the build context of every file; without it, the context is what the configuration names, else what the files in the current
   * folder say about each Dockerfile.
   * Rejects with a Failure if it is not a folder, because findings about COPY would be wrong.
   */
  static async in(terminal: Terminal, context: string | undefined, configurations: Configurations): Promise<Documents> {
    if (context !== undefined) {
      const stats = await stat(path.resolve(terminal.folder, context)).catch(() => undefined);
      if (!stats?.isDirectory()) throw new Failure(message('--context: the folder "{folder}" does not exist', { folder: context }));
    }
    return new Documents(terminal, context, configurations);
  }

  /** Reads a Dockerfile: see `openAs`. `listsInstalled`: also lists the packages that are installed in the build context, for their sizes. */
  open(name: string, { listsInstalled = false } = {}): Promise<DockerfileDocument> {
    return this.openAs(dockerfileLanguage, name, undefined, listsInstalled ? installedFolders : []);
  }

  /**
   * Reads a document of a language, or standard input for `-`. Rejects with a Failure if it cannot be read.
   * `searched`: the folder in which it was found, if the user did not name the file itself.
   */
  async openAs<D extends LanguageDocument>(
    language: Language<D>,
    name: string,
    searched?: string,
    listed: readonly string[] = [],
  ): Promise<D> {
    const text = name === '-' ? await this.terminal.readInput() : this.read(name);
    const { rules } = await this.configurationOf(name);
    const input = { text, build: unread, users: [], rules: await rulesFor(rules), assets: this.terminal.assets };
    if (language.contextRole === 'filter') return language.createDocument({ ...input, ...(await this.filtered(name, searched)) });
    const first = language.createDocument(input);
    const work = language.contextSources?.(first);
    const read = work ? finish(work) : noContextSources;
    const sources = { ...read, otherSources: [...read.otherSources, ...listed] };
    if (language.usesContext?.(first) === false) return first;
    const build = await this.buildOf(name, searched, sources);
    return language.createDocument({ ...input, build }, first);
  }

  /** The configuration of a file, or of standard input in the current folder for `-`. */
  configurationOf(name: string): Promise<Configuration> {
    return this.configurations.of(this.uriOf(name === '-' ? 'Dockerfile' : name));
  }

  /** Writes a file that was opened. Rejects with a Failure if that is not possible. */
  async write(name: string, text: string): Promise<void> {
    writeText(path.resolve(this.terminal.folder, name), text);
  }

  private read(name: string): string {
    return readText(path.resolve(this.terminal.folder, name));
  }

  /** The folder that an ignore file applies to, and the Dockerfiles that use it. */
  private async filtered(name: string, searched: string | undefined): Promise<Pick<DocumentInput, 'build' | 'users'>> {
    const uri = this.uriOf(name);
    const folder = this.projectOf(uri, searched);
    const subject = ignoreSubject(uri, folder, await this.dockerfilesIn(folder));
    const { context, users } = await gatherIgnoreContext(cliFiles, subject, (root) => this.list(root));
    return { build: createBuildContext(context), users };
  }

  /** The document with the texts of more files of its build context. */
  async withTexts(document: DockerfileDocument, paths: readonly string[]): Promise<DockerfileDocument> {
    const root = this.roots.get(document.build);
    return root === undefined ? document : withBuild(document, await withTextsOf(this.files, root, document.build, paths));
  }

  private async buildOf(name: string, searched: string | undefined, sources: ContextSources): Promise<BuildContext> {
    if (name === '-' && this.context === undefined && (await this.configurationOf(name)).context === undefined) {
      const reason = message('The build context is unknown because the text comes from standard input.');
      return createBuildContext({ state: 'unavailable', reason });
    }
    const dockerfile = this.uriOf(name === '-' ? 'Dockerfile' : name);
    const { root, guessed } = await this.choose(dockerfile, this.projectOf(dockerfile, searched), sources);
    const request: ContextRequest = { root, dockerfile, ...sources, guessed };
    const build = createBuildContext(await gatherContext(this.files, request, await this.list(root)));
    this.roots.set(build, root);
    return build;
  }

  /** URI of the folder whose files may name the build context: the current folder, else the searched folder, else the folder of the file. */
  private projectOf(uri: string, searched: string | undefined): string {
    const here = this.uriOf('.');
    if (relativePath(here, uri) !== undefined) return here;
    return searched === undefined ? parentOf(uri) : this.uriOf(searched);
  }

  /** `folder`: URI of the project folder, whose files may name the build context. */
  private async choose(dockerfile: string, folder: string, { copySources }: ContextSources): Promise<Chosen> {
    if (this.context !== undefined) return { root: this.uriOf(this.context), guessed: false };
    const { context } = await this.configurations.of(dockerfile);
    if (context !== undefined) return { root: context, guessed: false };
    const chosen = contextIn(await this.buildsIn(folder), dockerfile, copySources);
    return { root: chosen?.root ?? parentOf(dockerfile), guessed: !chosen?.evidence };
  }

  private uriOf(file: string): string {
    return fileUri(path.resolve(this.terminal.folder, file));
  }
}
