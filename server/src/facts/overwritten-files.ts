import type { CopiedFile, CopyFact, CopySource } from './copy.ts';

/** A file that a later file of the same COPY or ADD replaces. */
export interface OverwrittenFile {
  readonly file: CopiedFile;
  readonly source: CopySource;
  readonly by: CopiedFile;
}

/** The files that another file replaces: `replacedFiles` without those that are copied twice. */
export function overwrittenFiles(copy: CopyFact): readonly OverwrittenFile[] {
  return replacedFiles(copy).filter(({ file, by }) => file.entry.path !== by.entry.path);
}

/**
 * The files of the build context that get the same path in the image as a later file of the same instruction, without those whose content
 * ADD may unpack. The sources are copied in their order, so that the last file remains. Empty while the context is unknown, and for
 * `--parents`, which keeps the folders.
 */
export function replacedFiles({ sources, destination, flags }: CopyFact): readonly OverwrittenFile[] {
  // A single file or folder has each path once; to list its files would take time.
  if (!destination || flags.parents || (sources.length === 1 && sources[0]!.kind !== 'glob')) return [];
  const last = new Map<string, { file: CopiedFile; source: CopySource }>();
  const found: OverwrittenFile[] = [];
  for (const source of sources) {
    for (const file of source.files ?? []) {
      if (file.unpacked !== 'no' || (file.named && !destination.isFolder)) continue;
      const before = last.get(file.inner);
      if (before) found.push({ ...before, by: file });
      last.set(file.inner, { file, source });
    }
  }
  return found;
}
