import { layersOf } from '../../services/layers.ts';
import { nameOf } from '../../host/uri.ts';
import { type Feature, answerClient } from '../feature.ts';

/** What our own client draws when it is asked for the layers. */
export const layers: Feature = (connection, session) => {
  answerClient(connection, 'layerwise/layers', async ({ uri }, token) => {
    const snapshot = await session.snapshot(uri, token);
    if (!snapshot) return null;
    const lineOf = ({ start }: { readonly start: number }): number => snapshot.lines.lineAt(start);
    const stages = layersOf(snapshot.document, session.translate).stages.map(({ at, layers, ...stage }) => ({
      ...stage,
      line: lineOf(at),
      layers: layers.map(({ at: place, ...layer }) => ({ ...layer, line: lineOf(place) })),
    }));
    return { title: nameOf(uri), stages };
  });
};
