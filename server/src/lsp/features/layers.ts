import type { LineIndex } from '../../base/lines.ts';
import type { Translate } from '../../base/message.ts';
import type { Work } from '../../base/work.ts';
import { nameOf } from '../../host/uri.ts';
import { answerClient } from '../feature.ts';
import type { Feature } from '../feature.ts';
import type { ImageView, LayerView, LayersView, StageView } from '../messages.ts';
import type { Session } from '../session.ts';
import { answerInSlices, wholeSnapshot } from './served-snapshot.ts';
import type { ServedSnapshot } from './served-snapshot.ts';

/** What our own client shows as layers. */
export const layers: Feature = (connection, session) => {
  answerClient(connection, 'layerwise/layers', async ({ uri }, token) => {
    const snapshot = await wholeSnapshot(session, uri, token);
    const work = snapshot && layersView(snapshot, session);
    return (work && (await answerInSlices(work, token))) ?? null;
  });
};

/** The final image of a document; null if there is none. `lines`: those of the document. */
export function* imageViewOf(
  { service, document }: Pick<ServedSnapshot, 'service' | 'document'>,
  lines: LineIndex,
  translate: Translate,
): Work<ImageView | null> {
  const work = service.image?.(document, translate);
  const image = work && (yield* work);
  if (!image) return null;
  const { total, bytes, isComplete, estimate, download, wasted, wastedText, efficiency } = image;
  const parts = image.parts.map(({ at, unknown, ...part }) => ({ ...part, line: lines.lineAt(at.start), unknown: unknown ?? null }));
  return {
    total,
    bytes: bytes.likely,
    isComplete,
    estimate: estimate ?? null,
    download: download ?? null,
    wasted,
    wastedText: wastedText ?? null,
    efficiency: efficiency ?? null,
    parts,
  };
}

/** Undefined if the language has no layers. */
function* layersView(snapshot: ServedSnapshot, { translate }: Session): Work<LayersView | undefined> {
  const { uri, service, document, lines } = snapshot;
  const work = service.layers?.(document, translate);
  if (!work) return undefined;
  const stages: StageView[] = [];
  for (const { at, layers: entries, ...stage } of yield* work) {
    const views: LayerView[] = [];
    for (const { at: keyword, ...layer } of entries) {
      views.push({ ...layer, line: lines.lineAt(keyword.start) });
      yield;
    }
    stages.push({ ...stage, line: lines.lineAt(at.start), layers: views });
    yield;
  }
  const image = yield* imageViewOf(snapshot, lines, translate);
  return { title: nameOf(uri), version: snapshot.version, image, stages };
}

/** Maximum number of lines in a message. */
const mostLines = 12;
const longestInstruction = 60;

/**
 * The layers as plain text, for an editor without our view: for a FROM on `line`, the layers of its stage; for another instruction, the
 * parts of its layer; all stages if there is no line, or nothing on it.
 * Undefined if the language has no layers.
 */
export function* layersText(snapshot: ServedSnapshot, session: Session, line: number | undefined): Work<string | undefined> {
  const { stages } = (yield* layersView(snapshot, session)) ?? {};
  if (!stages) return undefined;
  const stage = stages.find((each) => each.line === line);
  if (stage) return stageText(stage);
  const layer = stages.flatMap((each) => each.layers).find((each) => each.line === line);
  return layer ? layerText(layer) : stages.map(stageText).join('\n');
}

function stageText({ name, total, layers: entries }: StageView): string {
  return block(`${name}: ${total}`, entries.map(({ size, text }) => `${size}  ${shortened(text)}`)); // prettier-ignore
}

function layerText({ text, size, wastedText, detail, parts }: LayerView): string {
  const facts = [size, wastedText, detail].filter((fact) => fact !== undefined && fact !== '');
  return block(`${shortened(text)}: ${facts.join(' · ')}`, parts.map((part) => `${part.size}  ${part.name}`)); // prettier-ignore
}

function block(title: string, rows: readonly string[]): string {
  const shown = rows.length > mostLines ? [...rows.slice(0, mostLines - 1), '…'] : rows;
  return [title, ...shown.map((row) => `  ${row}`)].join('\n');
}

function shortened(text: string): string {
  return text.length > longestInstruction ? `${text.slice(0, longestInstruction - 1)}…` : text;
}
