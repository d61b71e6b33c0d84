import type { ContextSources } from '../context/needs.ts';
import { folderUri, parentOf } from '../host/uri.ts';
import { contextIn } from '../workspace/discover.ts';
import type { Builds } from '../workspace/discover.ts';
import type { BuildEvidence } from '../workspace/discovery/sources.ts';
import type { Settings } from './settings.ts';

/** What the choice of a document's build context depends on. */
export interface ContextNeed {
  readonly settings: Settings;
  /** URI of the workspace folder that contains the document; undefined if it is opened without one. */
  readonly folder: string | undefined;
  readonly sources: ContextSources;
}

/** The build context of a document, and how it was chosen. */
export interface ChosenContext {
  /** URI of the folder. */
  readonly root: string;
  readonly by: 'setting' | 'evidence' | 'guess';
  /** The file that names the folder, for `by: 'evidence'`; its path is relative to `workspace`. */
  readonly evidence: BuildEvidence | undefined;
  /** URI of the folder that is searched for evidence. */
  readonly workspace: string;
}

/**
 * Chooses the build context of a Dockerfile: the folder of the setting, else the one that a file of the workspace names, else a guess.
 * `builds`: what the files of the workspace say; undefined while they are being searched. Then the result is undefined too, unless a
 * setting names the folder.
 */
export function chooseContext(uri: string, need: ContextNeed, builds: Builds | undefined): ChosenContext | undefined {
  const workspace = searchedFolder(uri, need);
  const { context } = need.settings;
  if (context !== undefined) return { root: folderUri(context, workspace), by: 'setting', evidence: undefined, workspace };
  if (!builds) return undefined;
  const choice = contextIn(builds, uri, need.sources.copySources);
  if (!choice) return { root: parentOf(uri), by: 'guess', evidence: undefined, workspace };
  return { root: choice.root, by: choice.evidence ? 'evidence' : 'guess', evidence: choice.evidence, workspace };
}

/** URI of the folder that is searched for evidence: the workspace folder, or the document's own folder where it is opened without one. */
export function searchedFolder(uri: string, { folder }: Pick<ContextNeed, 'folder'>): string {
  return folder ?? parentOf(uri);
}
