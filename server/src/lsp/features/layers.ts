import { nameOf } from '../../host/uri.ts';
import { answerClient } from '../feature.ts';
import type { Feature } from '../feature.ts';
import type { LayerView, LayersView, StageView } from '../messages.ts';
import type { Session } from '../session.ts';
import { prepared, wholeSnapshot } from './served-snapshot.ts';
import type { ServedSnapshot } from './served-snapshot.ts';

/** What our own client shows as layers. */
export const layers: Feature = (connection, session) => {
  answerClient(connection, 'layerwise/layers', async ({ uri }, token) => {
    const snapshot = await prepared(wholeSnapshot(session, uri, token), 'sizes', token);
    return (snapshot && layersView(snapshot, session)) ?? null;
  });
};

/** Undefined if the language has no layers. */
function layersView({ uri, service, document, lines }: ServedSnapshot, { translate }: Session): LayersView | undefined {
  const lineOf = ({ start }: { readonly start: number }): number => lines.lineAt(start);
  const stages = service.layers?.(document, translate).map(({ at, layers: entries, ...stage }) => ({
    ...stage,
    line: lineOf(at),
    layers: entries.map(({ at: keyword, ...layer }) => ({ ...layer, line: lineOf(keyword) })),
  }));
  return stages && { title: nameOf(uri), stages };
}

/** Maximum number of lines in a message. */
const mostLines = 12;
const longestInstruction = 60;

/**
 * The layers as plain text, for an editor without our view: for a FROM on `line`, the layers of its stage; for another instruction, the
 * parts of its layer; all stages if there is no line, or nothing on it.
 * Undefined if the language has no layers.
 */
export function layersText(snapshot: ServedSnapshot, session: Session, line: number | undefined): string | undefined {
  const { stages } = layersView(snapshot, session) ?? {};
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
