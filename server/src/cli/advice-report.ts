import { formatBytes } from '../base/bytes.ts';
import type { LineIndex } from '../base/lines.ts';
import { message } from '../base/message.ts';
import type { Translate } from '../base/message.ts';
import { finish } from '../base/work.ts';
import { withChanges } from '../languages/dockerfile/advice/combine.ts';
import { finalImage } from '../languages/dockerfile/advice/gain.ts';
import type { Saving } from '../languages/saving.ts';
import type { DockerfileDocument } from '../languages/dockerfile/document.ts';
import { sizesOf } from '../languages/dockerfile/document-sizes.ts';
import { efficiencyOf, totalInWords } from '../languages/dockerfile/size-text.ts';
import { unknownSize } from '../languages/dockerfile/unknown-size.ts';
import { knownBytes } from '../sizes/bytes.ts';

/** The savings in the JSON format of `sizes --advise`, the largest first. */
export function adviceJson(advice: readonly Saving[], lines: LineIndex, translate: Translate): readonly object[] {
  return advice.map(({ id, title, bytes, level, at }) => ({ id, title: translate(title), bytes, level, line: lines.lineAt(at.start) }));
}

/** The final image as a bar of its layers, what is not known about it, and the savings. Empty for a file without stages. */
export function adviceText(document: DockerfileDocument, advice: readonly Saving[], lines: LineIndex, translate: Translate): string {
  const total = sizesOf(document).at(-1)?.total;
  if (!total) return '';
  const efficiency = efficiencyOf(total);
  const facts = [
    translate(message('Final image: {size}', { size: translate(totalInWords(total)) })),
    total.wasted > 0 ? translate(message('{size} wasted', { size: formatBytes(total.wasted) })) : undefined,
    efficiency === undefined ? undefined : translate(message('efficiency {percent} %', { percent: Math.round(100 * efficiency) })),
  ];
  return [
    '',
    facts.filter((fact) => fact !== undefined).join(' · '),
    ...layerBars(document, lines),
    ...unknownLines(document, lines, translate),
    '',
    ...savingLines(document, advice, lines, translate),
    '',
  ].join('\n');
}

/** The width of the longest bar, in characters. */
const barWidth = 40;

/** One bar for each part of the final image: the base, then its layers. Waste is drawn lighter. */
function layerBars(document: DockerfileDocument, lines: LineIndex): readonly string[] {
  const { base, layers } = finalImage(sizesOf(document))!;
  const parts = [base, ...layers].map(({ instruction: { start, keyword }, estimate }) => ({ start, keyword, bytes: knownBytes(estimate).likely, wasted: estimate.wasted })); // prettier-ignore
  const largest = Math.max(1, ...parts.map(({ bytes }) => bytes));
  const width = (bytes: number): number => Math.round((bytes / largest) * barWidth);
  return parts
    .filter(({ bytes }) => bytes > 0)
    .map(({ start, keyword, bytes, wasted }) => {
      const light = width(Math.min(wasted, bytes));
      const bar = '█'.repeat(width(bytes) - light) + '░'.repeat(light);
      return `${String(lines.lineAt(start) + 1).padStart(6)}  ${keyword.padEnd(6)}${formatBytes(bytes).padStart(10)}  ${bar || '▏'}`;
    });
}

/** What is not known, and what would make it known. */
function unknownLines(document: DockerfileDocument, lines: LineIndex, translate: Translate): readonly string[] {
  const { base, layers } = finalImage(sizesOf(document))!;
  return [base, ...layers]
    .filter(({ estimate }) => !estimate.bytes)
    .map(({ instruction, estimate }) => {
      const line = translate(message('line {line}', { line: lines.lineAt(instruction.start) + 1 }));
      return `   ? ${line}: ${translate(estimate.detail)} ${translate(unknownSize(document, instruction).sentence)}`;
    });
}

function savingLines(document: DockerfileDocument, advice: readonly Saving[], lines: LineIndex, translate: Translate): readonly string[] {
  if (advice.length === 0) return [translate(message('Nothing was found that would make the image smaller.'))];
  const rows = advice.map(({ sizeText, level, title, risk, at }) => {
    const line = translate(message('line {line}', { line: lines.lineAt(at.start) + 1 }));
    const why = level === 'safe' ? translate(message('safe')) : translate(message('review'));
    return `${sizeText.padStart(16)}  ${line}: ${translate(title)} (${why}${risk ? `: ${translate(risk)}` : ''})`;
  });
  const safe = advice.filter(({ level }) => level === 'safe');
  return [translate(message('What would make it smaller:')), ...rows, ...togetherLine(document, safe, translate)];
}

/** The image after all safe changes. */
function togetherLine(document: DockerfileDocument, safe: readonly Saving[], translate: Translate): readonly string[] {
  if (safe.length === 0) return [];
  const after = sizesOf(finish(withChanges(document, safe))).at(-1)!.total;
  return [translate(message('After all safe changes: {size}', { size: translate(totalInWords(after)) }))];
}
