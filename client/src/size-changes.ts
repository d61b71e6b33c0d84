import { Uri } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { DocumentParams, ServerNotifications } from '../../server/src/lsp/messages.ts';

const method: keyof ServerNotifications = 'layerwise/sizesChanged';

/** Tells views that the sizes of a document may be others, although its text is the same. */
export function followSizes(client: BaseLanguageClient, views: readonly { changed(uri: Uri): void }[]): void {
  client.onNotification(method, ({ uri }: DocumentParams) => {
    for (const view of views) view.changed(Uri.parse(uri));
  });
}
