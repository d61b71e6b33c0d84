import { Uri, l10n, window, workspace } from 'vscode';
import type { ExportFormat } from './page/messages.ts';

const names: Readonly<Record<ExportFormat, string>> = { svg: 'SVG', png: 'PNG', json: 'JSON' };

/**
 * Asks where to save a picture or the data of a document's layers, and writes the file. `content`: text, or base64 for PNG. Resolves to the
 * name of the file; undefined if the user cancels.
 */
export async function exportFile(document: Uri, format: ExportFormat, content: string): Promise<string | undefined> {
  const name = document.path.slice(document.path.lastIndexOf('/') + 1);
  const defaultUri = document.scheme === 'untitled' ? undefined : Uri.joinPath(document, '..', `${name}-layers.${format}`);
  const target = await window.showSaveDialog({
    ...(defaultUri && { defaultUri }),
    filters: { [names[format]]: [format] },
    title: l10n.t('Export'),
  });
  if (!target) return undefined;
  await workspace.fs.writeFile(target, format === 'png' ? bytesOf(content) : new TextEncoder().encode(content));
  return target.path.slice(target.path.lastIndexOf('/') + 1);
}

function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
