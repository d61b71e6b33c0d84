import { megabytes, sizeRange as range } from '../base/size-range.ts';
import type { SizeRange } from '../base/size-range.ts';
import { archiveFormat, downloadSize } from './downloads.ts';
import { sizeOfKind } from './file-sizes.ts';
import { foldersWith } from './folders.ts';
import type { FolderRole } from './folders.ts';

/*
 * What COPY takes from a build context that is not known, by the words of the instruction: about the 5th percentile, the median and the 96th
 * percentile of 277 sources of COPY in public repositories (`git ls-tree -l`, at most eight of a kind from a repository, 2026-12), in whole
 * bytes. The constants are from one part of the repositories; test/unit/sizes/context-sources.tsv has the others. Files
 * that are not in a repository do not count: builds before the image, installed packages that .dockerignore does not exclude.
 */

/** `COPY . .`: 68 in 24 repositories. */
const wholeContext = range(1_000, 100_000, 20_000_000);
/** `COPY src /app`: 56 in 15 repositories. */
const sourceFolder = range(0, 20_000, 12_000_000);
/** A file whose name does not tell its kind: 124 files of all kinds in 30 repositories. */
const otherFile = range(0, 1_500, 800_000);

/* What a build leaves in the context before the image is built. The ranges are estimates: such files are in no repository. */
const outputFolder = megabytes(0.005, 3, 80);
const installedFolder = megabytes(1, 60, 900);
const javaProgram = megabytes(0.01, 30, 150);
const program = megabytes(0, 10, 150);

const isIn = (...roles: readonly FolderRole[]): ((path: string) => boolean) => {
  const folders = new Set(foldersWith(...roles));
  return (path) => path.split('/').some((name) => folders.has(name));
};
const isOutput = isIn('generated', 'output', 'artifacts');
const isInstalled = isIn('installed', 'vendored');
const hasExtension = /[^./]\.[a-z]\w*$/i;
const isProgram = /\.(?:exe|so|dll|node|bin|wasm)$/i;

/** Whether the name of a source of COPY is that of a single file: it has an extension and no wildcard. */
export function isFileName(source: string): boolean {
  return hasExtension.test(source) && !/[*?[]/.test(source);
}

/** Which paths, without their first and last slashes, have which size: the first entry counts. */
const sizes: readonly (readonly [is: (path: string) => boolean, size: (path: string) => SizeRange | undefined])[] = [
  [(path) => /^[.*]?$/.test(path), () => wholeContext],
  [(path) => archiveFormat(path) === 'jar', () => javaProgram],
  [(path) => archiveFormat(path) !== undefined, downloadSize],
  [isInstalled, () => installedFolder],
  [(path) => isProgram.test(path), () => program],
  [(path) => isOutput(path) && !hasExtension.test(path), () => outputFolder],
  [(path) => sizeOfKind(path) !== undefined, sizeOfKind],
  [(path) => hasExtension.test(path), () => otherFile],
];

/** The size of a source of COPY in a build context of which nothing is known, by the path or glob that names it. */
export function sizeInContext(source: string): SizeRange {
  const path = source.replace(/^(?:\.?\/)+|\/+$/g, '');
  return sizes.find(([is]) => is(path))?.[1](path) ?? sourceFolder;
}
