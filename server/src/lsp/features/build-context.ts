import { joinUri, nameOf, parentOf, relativePath } from '../../host/uri.ts';
import { message } from '../../base/message.ts';
import type { Message, Translate } from '../../base/message.ts';
import type { ChosenContext } from '../context-choice.ts';
import type { Feature } from '../feature.ts';
import type { ContextView, ServerNotifications } from '../messages.ts';

const method: keyof ServerNotifications = 'layerwise/context';

/** Sends the build context of each document to our own client, which shows it in the language status. */
export const buildContext: Feature = (connection, session) => {
  if (!session.abilities.contexts) return;
  const sent = new Map<string, string>();
  session.onSnapshot(({ uri }) => {
    const chosen = session.contextOf(uri);
    if (!chosen) return;
    const view = viewOf(uri, chosen, session.translate);
    const text = JSON.stringify(view);
    if (sent.get(uri) === text) return;
    sent.set(uri, text);
    void connection.sendNotification(method, view);
  });
  session.onClose((uri) => sent.delete(uri));
};

function viewOf(uri: string, chosen: ChosenContext, translate: Translate): ContextView {
  const { root, workspace, evidence } = chosen;
  return {
    uri,
    folder: relativePath(workspace, root) || nameOf(root),
    reason: translate(reasonOf(uri, chosen)),
    evidence: evidence ? { uri: joinUri(workspace, evidence.path), line: evidence.line } : null,
  };
}

function reasonOf(uri: string, { root, by, evidence }: ChosenContext): Message {
  if (evidence) return message('From {file}, line {line}.', { file: evidence.path, line: evidence.line + 1 });
  if (by === 'setting') return message('Set by layerwise.context.');
  return root === parentOf(uri)
    ? message('The folder of the file: nothing in the workspace defines how it is built.')
    : message('The folder that contains most of what the file copies: nothing in the workspace defines how it is built.');
}
