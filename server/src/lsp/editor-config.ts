import type { FileHost } from '../host/host.ts';
import { isUntitled, joinUri, parentOf, relativePath } from '../host/uri.ts';
import type { EditorConfigFile } from '../languages/formatting/editorconfig.ts';

/** Maximum length of an .editorconfig file. */
const longest = 256 * 1024;

/**
 * The .editorconfig files of the folders above a document, the nearest first, up to the root of the file system: a file itself declares
 * where the search ends, and only the reader of the files knows that. Never rejects.
 */
export async function editorConfigsOf(files: FileHost, uri: string): Promise<readonly EditorConfigFile[]> {
  const read = foldersAbove(uri).map(async (folder): Promise<EditorConfigFile | undefined> => {
    const text = await files.readText(joinUri(folder, '.editorconfig'), longest);
    const path = relativePath(folder, uri);
    return text === undefined || path === undefined ? undefined : { text, path };
  });
  return (await Promise.all(read)).filter((file) => file !== undefined);
}

/** No folders for a document that has never been saved. */
function foldersAbove(uri: string): string[] {
  const folders: string[] = [];
  if (isUntitled(uri)) return folders;
  for (let folder = parentOf(uri); folders.at(-1) !== folder; folder = parentOf(folder)) folders.push(folder);
  return folders;
}
