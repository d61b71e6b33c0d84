import { adviceOf } from '../../languages/dockerfile/advice/advice.ts';
import { nowOf, sizesOf } from '../../languages/dockerfile/document-sizes.ts';
import { estimateText, partName, sourceText, sourceWords, wasteText } from '../../languages/dockerfile/size-text.ts';
import { formatInterval, formatTotal } from '../../sizes/format.ts';
import type { SizeEstimate, StageSizes } from '../../sizes/size.ts';
import { LineIndex } from '../../base/lines.ts';
import { message } from '../../base/message.ts';
import type { Translate } from '../../base/message.ts';
import { finish } from '../../base/work.ts';
import { adviceJson, adviceText } from '../advice-report.ts';
import { oneOf, oneOperand, readArguments } from '../arguments.ts';
import { Configurations } from '../configurations.ts';
import { Documents } from '../documents.ts';
import { withImages } from '../measured.ts';
import { about, status, UsageError } from '../terminal.ts';
import type { Terminal } from '../terminal.ts';

/** The platform of the catalogue and of the package tables. */
const platform = 'linux/amd64';

const options = {
  format: { type: 'string', default: 'text' },
  context: { type: 'string' },
  platform: { type: 'string', default: platform },
  advise: { type: 'boolean', default: false },
  measured: { type: 'boolean', default: false },
} as const;

/**
 * `layerwise sizes FILE`: prints the bytes of each layer before the build; with `--advise` what would make the image smaller; with `--measured`
 * the bytes in the newest image that was built from the file.
 */
export async function sizes(args: readonly string[], terminal: Terminal, translate: Translate): Promise<number> {
  const { values, positionals } = readArguments(args, options);
  const name = oneOperand(positionals, 'FILE');
  const format = oneOf('format', values.format, ['text', 'json']);
  if (values.platform !== platform) {
    throw new UsageError(message('sizes are only available for {platform}, not for {other}', { platform, other: values.platform }));
  }
  const documents = await Documents.in(terminal, values.context, await Configurations.in(terminal, translate));
  const opened = await about(name, documents.open(name, { listsInstalled: true }));
  const document = values.measured ? await withImages(opened, terminal, translate) : opened;
  const stages = sizesOf(document);
  const lines = new LineIndex(document.text);
  const advice = values.advise ? finish(adviceOf(document, { users: [], translate })) : undefined;
  if (format === 'json') {
    const report = { ...jsonOf(name, lines, stages, translate), ...(advice && { advice: adviceJson(advice, lines, translate) }) };
    terminal.out(`${JSON.stringify(report, null, 2)}\n`);
  } else terminal.out(textOf(lines, stages, nowOf(document), translate) + (advice ? adviceText(document, advice, lines, translate) : ''));
  return status.ok;
}

function jsonOf(path: string, lines: LineIndex, stages: readonly StageSizes[], translate: Translate): object {
  return {
    version: 1,
    path,
    platform,
    final: stages.length - 1,
    stages: stages.map(({ stage, base, layers, total }) => ({
      index: stage.index,
      name: stage.name ?? null,
      line: lines.lineAt(stage.start),
      base: {
        image: stage.image?.resolved ?? stage.image?.raw ?? stage.parent?.name ?? String(stage.parent?.index ?? ''),
        bytes: base.bytes ?? null,
        compressed: base.compressed ?? null,
        source: base.source,
        ...measureJson(base),
        detail: translate(base.detail),
      },
      layers: layers.map(({ instruction, estimate }) => layerOf(instruction.keyword, lines.lineAt(instruction.start), estimate, translate)),
      total: total.bytes,
    })),
  };
}

function layerOf(instruction: string, line: number, estimate: SizeEstimate, translate: Translate): unknown {
  const { bytes, compressed, source, wasted, parts, detail } = estimate;
  return {
    line,
    instruction,
    bytes: bytes ?? null,
    ...(compressed !== undefined && { compressed }),
    source,
    ...measureJson(estimate),
    wasted,
    parts: parts.map((part) => ({ name: partName(part, translate), bytes: part.bytes })),
    detail: translate(detail),
  };
}

/** For a measured size: when the image was built, and what was estimated before. */
function measureJson({ measure }: SizeEstimate): object {
  if (!measure) return {};
  const built = measure.created > 0 ? new Date(measure.created).toISOString() : null;
  return { built, estimate: measure.estimate.bytes ?? null };
}

/** One table per stage: line, instruction, size, source of the size. */
function textOf(lines: LineIndex, stages: readonly StageSizes[], now: number, translate: Translate): string {
  return stages.map((sized) => stageText(sized, lines, now, translate)).join('\n');
}

function stageText({ stage, base, layers, total }: StageSizes, lines: LineIndex, now: number, translate: Translate): string {
  const { index, name } = stage;
  const title = translate(message('stage {index}', { index })) + (name === undefined ? '' : ` (${name})`);
  const rows = [
    row(lines, stage.start, 'FROM', base, now, translate),
    ...layers.map(({ instruction, estimate }) => row(lines, instruction.start, instruction.keyword, estimate, now, translate)),
  ];
  return `${title}: ${formatTotal(total)}\n${rows.join('')}`;
}

function row(lines: LineIndex, start: number, keyword: string, estimate: SizeEstimate, now: number, translate: Translate): string {
  const { bytes, source, wasted, detail } = estimate;
  const size = bytes ? formatInterval(bytes) : '?';
  const why = [
    sourceText(estimate, now, translate) ?? translate(sourceWords[source]),
    estimateText(estimate, translate),
    wasteText(wasted, translate),
    translate(detail),
  ].filter((text) => text !== undefined);
  return `${String(lines.lineAt(start) + 1).padStart(6)}  ${keyword.padEnd(6)}${size.padStart(16)}  ${why.join(' · ')}\n`;
}
