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

/** A longer file is no Dockerfile that anybody wrote. */
const mostBytes = 500_000;

/** A Dockerfile of a project with the folder that it is built from. */
export interface ProjectDockerfile extends ContextUser {
  /** URI of the folder. */
  readonly root: string;
  /** A `<Dockerfile>.dockerignore` lies beside it, which wins over the root's. */
  readonly hasOwnIgnoreFile: boolean;
}

/** Says from which folder, as a URI, a Dockerfile is built: by the Dockerfile's URI, and by what it copies. */
export type RootOf = (dockerfile: string, sources: ContextSources) => string | Promise<string>;

/** The Dockerfiles of a project's folder, at most `most` of them. Never rejects where `rootOf` does not. */
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
