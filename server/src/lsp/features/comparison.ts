import type { CancellationToken, Connection } from 'vscode-languageserver';
import type { LineIndex } from '../../base/lines.ts';
import { message } from '../../base/message.ts';
import type { Translate } from '../../base/message.ts';
import { bold, composed, escaped, joined, markdownTranslator, paragraphs, shortCode, table } from '../../languages/markdown.ts';
import type { Markdown } from '../../languages/markdown.ts';
import { isRefusal } from '../../languages/results.ts';
import type { ImageComparison } from '../../languages/results.ts';
import { nameOf } from '../../host/uri.ts';
import { answerClient } from '../feature.ts';
import type { ComparisonView } from '../messages.ts';
import type { Session } from '../session.ts';
import { answerInSlices, wholeSnapshot } from './served-snapshot.ts';

/** Answers with a document beside the newest image that was built from it. `refresh`: asks the engines for their images now. */
export function compareWithImage(connection: Connection, session: Session, refresh: () => Promise<void>): void {
  const compare = async (uri: string, token: CancellationToken): Promise<ComparisonView | null> => {
    await session.checkedOnce(uri);
    await refresh();
    const snapshot = await wholeSnapshot(session, uri, token);
    const { translate } = session;
    const comparison = await answerInSlices(snapshot?.service.comparison?.(snapshot.document, translate), token);
    if (!snapshot || !comparison) return null;
    if (isRefusal(comparison)) return { refused: translate(comparison.refused) };
    return { markdown: comparisonPage(nameOf(uri), comparison, snapshot.lines, translate) };
  };
  answerClient(connection, 'layerwise/compareWithImage', ({ uri }, token) => compare(uri, token));
}

/** The number of characters of an instruction that are shown. */
const longestText = 48;

/** The comparison as a page: the image as a whole, then a table of the layers. */
function comparisonPage(file: string, comparison: ImageComparison, lines: LineIndex, translate: Translate): Markdown {
  const { name, age, size, estimate, parts, others } = comparison;
  const text = markdownTranslator(translate);
  const summary = [
    name === undefined ? text(message('An image without a name')) : bold(name),
    ...(age === undefined ? [] : [text(message('built {age}', { age: escaped(age) }))]),
    escaped(size),
    text(message('estimated {size}', { size: escaped(estimate) })),
  ];
  const heads = [message('line'), message('instruction'), message('estimated'), message('measured'), message('difference')];
  const rows = parts.map(({ at, text: instruction, estimate: estimated, measured, difference }) => [
    composed`${lines.lineAt(at.start) + 1}`,
    shortCode(instruction, longestText),
    escaped(estimated),
    measured === undefined ? text(message('edited since the build')) : escaped(measured),
    difference === undefined ? composed`` : escaped(difference),
  ]);
  const extra = table([text(message('only in the image')), text(message('size'))], others.map((other) => [shortCode(other.text, longestText), escaped(other.size)])); // prettier-ignore
  return paragraphs(
    composed`# ${escaped(file)}`,
    joined(summary, ' · '),
    table(heads.map((head) => text(head)), rows), // prettier-ignore
    others.length > 0 ? extra : undefined,
  );
}
