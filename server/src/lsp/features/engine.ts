import { message } from '../../base/message.ts';
import { serviceOf } from '../../languages/services.ts';
import { EngineImages } from '../engine-images.ts';
import type { Feature } from '../feature.ts';
import type { EngineView, ServerNotifications } from '../messages.ts';
import type { Snapshot } from '../snapshot.ts';
import { compareWithImage } from './comparison.ts';

const method: keyof ServerNotifications = 'layerwise/engine';

/** Measured sizes: asks the container engines for their images while a document with the setting is open, and says once if they do not answer. */
export const engine: Feature = (connection, session) => {
  const { translate } = session;
  let sent: string | undefined;
  /** Tells our own client, which shows it in the language status. Other editors have problems in their log. */
  const tell = (view: EngineView | null): void => {
    const text = JSON.stringify(view);
    if (text === (sent ?? 'null')) return;
    sent = text;
    if (session.abilities.contexts) void connection.sendNotification(method, view);
    else if (view?.problem) connection.console.warn(`layerwise: ${view.problem}`);
  };
  const countText = (count: number): string => translate(count === 1 ? message('1 image') : message('{count} images', { count }));
  const unavailable = (problem: string): EngineView => ({ text: translate(message('not available')), problem });

  const { engine: host } = session;
  const images = host && new EngineImages(host, {
    changed: () => session.builtImagesChanged(),
    answered: (answer) =>
      tell('problem' in answer ? unavailable(translate(answer.problem)) : { text: countText(answer.count), problem: null }),
  }); // prettier-ignore
  if (images) session.useBuiltImages((uri) => images.of(uri));

  const allowed = new Set<string>();
  const follow = (snapshot: Snapshot): void => {
    const { uri, settings, language } = snapshot;
    if (!serviceOf(language).imagesBuiltFrom) return;
    if (!settings.engine) return leave(uri);
    allowed.add(uri);
    if (!images) return tell(unavailable(translate(message('A web editor cannot reach container engines.'))));
    images.follow(uri);
    if (snapshot.built) void note(snapshot).catch((error: unknown) => session.report(error));
  };
  const leave = (uri: string): void => {
    allowed.delete(uri);
    images?.leave(uri);
    if (allowed.size === 0) tell(null);
  };
  /** Remembers which images were built from the document, so that they are found when many lines of it have been edited. */
  const note = async (snapshot: Snapshot): Promise<void> => {
    const work = serviceOf(snapshot.language).imagesBuiltFrom?.(snapshot.document);
    const ids = work && (await session.inSlices(snapshot, work));
    if (ids) images?.builtFrom(snapshot.uri, ids);
  };
  session.onSnapshot(follow);
  session.onClose(leave);
  // The features are loaded after the first snapshots.
  for (const uri of session.documents.keys()) void session.snapshot(uri).then((snapshot) => snapshot && follow(snapshot));

  compareWithImage(connection, session, async () => images?.refresh());
};
