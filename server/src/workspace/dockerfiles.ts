import { isDockerfileName } from './discovery/sources.ts';
import type { Builds } from './discover.ts';
import type { FileHost } from '../host/host.ts';
import { joinUri } from '../host/uri.ts';
import { createModel } from '../model/index.ts';
import type { ContextUser } from '../linter/rule.ts';
import { contextSources } from '../facts/context-sources.ts';
import type { ContextSources } from '../context/needs.ts';
import { parse } from '../syntax/parse.ts';
import { ignoreSuffix } from '../context/dockerignore/file-name.ts';

/** Maximum length: a longer file is not a Dockerfile that somebody wrote. */
const mostBytes = 500_000;

/** A Dockerfile of a project with its build context. */
export interface ProjectDockerfile extends ContextUser {
  /** URI of the folder. */
  readonly root: string;
  /** Whether there is a `<Dockerfile>.dockerignore` next to it, which takes precedence over the one in the root. */
  readonly hasOwnIgnoreFile: boolean;
}

/** Returns the build context of a Dockerfile as a URI. Takes the URI of the Dockerfile and its sources. */
export type RootOf = (dockerfile: string, sources: ContextSources) => string | Promise<string>;

/** The Dockerfiles of a project folder, at most `most` of them. Rejects only if `rootOf` does. */
export async function projectDockerfiles(
  files: FileHost,
  builds: Builds,
  rootOf: RootOf,
  most: number,
): Promise<readonly ProjectDockerfile[]> {
  const found = builds.tree.below('').filter(({ path, kind }) => kind === 'file' && isDockerfileName(path));
  return Promise.all(
    found.slice(0, most).map(async ({ path }): Promise<ProjectDockerfile> => {
      const uri = joinUri(builds.root, path);
      const model = createModel(parse((await files.readText(uri, mostBytes)) ?? ''));
      const root = await rootOf(uri, contextSources(model));
      return { path, model, root, hasOwnIgnoreFile: builds.tree.entry(`${path}${ignoreSuffix}`) !== undefined };
    }),
  );
}
