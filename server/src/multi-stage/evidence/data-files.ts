import { foldersAbove, isWithin } from '../../base/paths.ts';
import type { CopiedFile } from './context-files.ts';
import { inPlace } from '../core/delivery.ts';
import type { StageCopy } from '../core/delivery.ts';
import type { Project } from '../core/recipe.ts';

/** More lines than this are harder to read than one that copies the folder. */
const mostCopies = 8;

/**
 * Files and folders at a project's root that never serve the running program, whatever language it is in. Below the root the same names
 * may be its own: `posts/hello.md`, `uploads/.gitkeep`, `docs/openapi.yaml`.
 */
const neverNeeded =
  /^(?:\.(?:git|github|gitlab|vscode|idea|husky|circleci|devcontainer|storybook|nyc_output)\/|(?:tests?|e2e|cypress|coverage)\/|\.dockerignore$|\.git(?:ignore|attributes|keep|modules)$|\.editorconfig$|\.gitlab-ci\.yml$|\.travis\.yml$|(?:README|CHANGELOG|CHANGES|CONTRIBUTING|CODE_OF_CONDUCT|SECURITY|AUTHORS|CODEOWNERS|LICEN[CS]E|NOTICE|COPYING)(?:[.-][^/]*)?$|Makefile$|Taskfile\.ya?ml$|justfile$|\.env\.example$|\.pre-commit-config\.yaml$|renovate\.json$)/i;

/** What is never needed wherever it lies. */
const neverNeededAnywhere =
  /(?:^|\/)(?:(?:__tests__|__mocks__|testdata)\/|(?:Dockerfile|Containerfile)[^/]*$|[^/]*\.Dockerfile$|(?:docker-)?compose[^/]*\.ya?ml$|\.DS_Store$)/i;

/**
 * What of a folder's files the running program may read, as parts of the folder to copy: whole folders where nothing else is in them.
 * `isCode` tells what the build has turned into something else. Undefined when it is simpler to copy the folder.
 */
export function dataCopies(
  files: readonly CopiedFile[],
  folder: string,
  isCode: (path: string) => boolean,
): readonly StageCopy[] | undefined {
  const inside = files
    .filter(({ target }) => isWithin(folder, target))
    .map(({ target }) => target.slice(folder === '/' ? 1 : folder.length + 1));
  const isData = (path: string): boolean => !neverNeeded.test(path) && !neverNeededAnywhere.test(path) && !isCode(path);
  const data = inside.filter(isData);
  if (data.length === 0) return [];
  const parts = partsOf(data, new Set(inside.filter((path) => !isData(path))));
  if (parts.length > mostCopies) return undefined;
  return parts.map(({ path, isFolder }) => inPlace(`${folder === '/' ? '' : folder}/${path}`, isFolder));
}

/** Whether all that is put into a folder before the boundary comes from the context as it is there, so that the listing says what is in it. */
export function onlyPlainCopies({ steps, boundary }: Project, folder: string): boolean {
  return steps.slice(0, boundary + 1).every(({ copy, instruction }) => {
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

/** The topmost folders that hold nothing but these files, and the files that are in none. */
function partsOf(data: readonly string[], others: ReadonlySet<string>): readonly Part[] {
  const mixed = new Set([...others].flatMap(foldersAbove));
  const found = new Map<string, Part>();
  for (const path of data) {
    const parent = foldersAbove(path).findLast((candidate) => !mixed.has(candidate));
    found.set(parent ?? path, { path: parent ?? path, isFolder: parent !== undefined });
  }
  return [...found.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}
