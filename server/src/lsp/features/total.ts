import { message } from '../../base/message.ts';
import { serviceOf } from '../../languages/services.ts';
import { answerClient } from '../feature.ts';
import type { Feature } from '../feature.ts';
import type { ServerNotifications } from '../messages.ts';
import { answerInSlices, wholeSnapshot } from './served-snapshot.ts';

const changed: keyof ServerNotifications = 'layerwise/sizesChanged';

/** The size of the final image, for the status bar of our own client, and when to ask again. */
export const total: Feature = (connection, session) => {
  answerClient(connection, 'layerwise/total', async ({ uri }, token) => {
    const snapshot = await wholeSnapshot(session, uri, token);
    const { translate } = session;
    const image = await answerInSlices(snapshot?.service.image?.(snapshot.document, translate), token);
    if (image?.short === undefined) return null;
    const size = translate(message('The image takes {size} on disk.', { size: image.total }));
    return { short: image.short, tooltip: [size, image.wastedText].filter((text) => text !== undefined).join('\n') };
  });
  session.onSnapshot((snapshot, previous) => {
    if (!session.abilities.contexts || !serviceOf(snapshot.language).image || previous?.text !== snapshot.text) return;
    void connection.sendNotification(changed, { uri: snapshot.uri });
  });
};
