import { inFolderWith, inRootFolderWith } from '../../knowledge/folders.ts';
import { foldersAbove, isWithin, joinPath } from '../../base/paths.ts';
import type { Work } from '../../base/work.ts';
import { copiedFrom } from '../core/copied-artifacts.ts';
import type { CopiedArtifact } from '../core/copied-artifacts.ts';
import { literalsOf } from './literals.ts';
import { filesOfBuild, stepsOfBuild } from '../core/project.ts';
import type { Project } from '../core/project.ts';

/** With more COPY lines than this, one line that copies the whole folder is easier to read. */
const maximumCopies = 8;

/**
 * Files in the root of a project that the running program never reads, in any language. Below the root it may read files with
 * the same names: `posts/hello.md`, `uploads/.gitkeep`, `docs/openapi.yaml`.
 */
const neverNeeded =
  /^(?:\.dockerignore$|\.git(?:ignore|attributes|keep|modules)$|\.editorconfig$|\.(?:gitlab-ci|travis|drone|appveyor|codecov|cirrus|woodpecker)\.ya?ml$|(?:appveyor|azure-pipelines|bitbucket-pipelines|cloudbuild|codecov|skaffold|buildspec|render)\.ya?ml$|(?:fly|netlify)\.toml$|vercel\.json$|sonar-project\.properties$|Jenkinsfile$|Vagrantfile$|Tiltfile$|\.(?:mailmap|clang-format|clang-tidy|coveragerc|flake8|pylintrc|yamllint|markdownlint)(?:\.\w+)?$|(?:tox|pytest|mypy)\.ini$|(?:README|CHANGELOG|CHANGES|CONTRIBUTING|CODE_OF_CONDUCT|SECURITY|AUTHORS|CODEOWNERS|LICEN[CS]E|NOTICE|COPYING)(?:[.-][^/]*)?$|Makefile$|Taskfile\.ya?ml$|justfile$|\.env\.example$|\.pre-commit-config\.yaml$|renovate\.json$)/i;

/** Files that the running program never reads, at any depth. */
const neverNeededAnywhere =
  /(?:^|\/)(?:(?:Dockerfile|Containerfile)[^/]*$|[^/]*\.Dockerfile$|(?:docker-)?compose[^/]*\.ya?ml$|\.DS_Store$)/i;

const isBesideProgram = inRootFolderWith('versionControl', 'hosting', 'editor', 'test', 'report');
const isTest = inFolderWith('testNearby');

function isNeverNeeded(path: string): boolean {
  const folders = path.toLowerCase();
  return isBesideProgram(folders) || isTest(folders) || neverNeeded.test(path) || neverNeededAnywhere.test(path);
}

/**
 * The files of a folder that the running program may read, as parts of the folder to copy: whole folders where they contain nothing else.
 * `isCode`: whether the build turns a file (relative to the folder) into something else. A file that a source names is needed in any case. Undefined when the whole folder has to be copied:
 * its files are not known, or there are too many parts.
 */
export function* runtimeFiles(
  project: Project,
  folder: string,
  isCode: (path: string) => boolean,
): Work<readonly CopiedArtifact[] | undefined> {
  if (!project.files || !comesFromContextAlone(project, folder)) return undefined;
  const literals = literalsOf(project);
  const isLeftOut = (path: string): boolean =>
    (isNeverNeeded(path) && !literals.namesFileOrFolder(path)) || (isCode(path) && !literals.namesFile(path));
  const needed: string[] = [];
  /** The folders that contain a file that is not needed. */
  const mixed = new Set<string>();
  for (const [i, { target }] of filesOfBuild(project).entries()) {
    if (i % perStep === perStep - 1) yield;
    if (!isWithin(folder, target)) continue;
    const path = target.slice(folder === '/' ? 1 : folder.length + 1);
    if (!isLeftOut(path)) needed.push(path);
    else for (const above of foldersAbove(path)) mixed.add(above);
  }
  if (needed.length === 0) return [];
  const parts = yield* partsOf(needed, mixed);
  if (parts.length > maximumCopies) return undefined;
  return parts.map(({ path, isFolder }) => copiedFrom(joinPath(folder, path), isFolder));
}

/** How many files are looked at in one step. */
const perStep = 500;

/** Whether everything that is copied into a folder before the last build comes from the context unchanged, so that its listing is complete. */
function comesFromContextAlone(project: Project, folder: string): boolean {
  return stepsOfBuild(project).every(({ copy, instruction }) => {
    if (!copy || (!isWithin(folder, copy.destination) && !isWithin(copy.destination, folder))) return true;
    const unpacks = copy.fact.sources.some(
      ({ files }) => files?.some(({ unpacked }) => unpacked !== 'no') ?? instruction.keyword === 'ADD',
    );
    return copy.fromContext && !unpacks;
  });
}

interface Part {
  readonly path: string;
  readonly isFolder: boolean;
}

/** The topmost folders that are not mixed, and the needed files outside of such folders. */
function* partsOf(needed: readonly string[], mixed: ReadonlySet<string>): Work<readonly Part[]> {
  const found = new Map<string, Part>();
  for (const [i, path] of needed.entries()) {
    if (i % perStep === perStep - 1) yield;
    const parent = foldersAbove(path).findLast((candidate) => !mixed.has(candidate));
    found.set(parent ?? path, { path: parent ?? path, isFolder: parent !== undefined });
  }
  return [...found.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}
