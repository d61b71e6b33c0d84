import { finish } from '../../base/work.ts';
import { multiStageOf, multiStageSources } from '../../languages/dockerfile/multi-stage.ts';
import type { Translate } from '../../base/message.ts';
import { oneOperand, readArguments } from '../arguments.ts';
import { Configurations } from '../configurations.ts';
import { Documents } from '../documents.ts';
import { about, status } from '../terminal.ts';
import type { Terminal } from '../terminal.ts';

const options = {
  context: { type: 'string' },
  write: { type: 'boolean', default: false },
  explain: { type: 'boolean', default: false },
} as const;

/** `layerwise multistage FILE`: prints the converted file on standard output, or the reason of a refusal on standard error. */
export async function multistage(args: readonly string[], terminal: Terminal, translate: Translate): Promise<number> {
  const { values, positionals } = readArguments(args, options);
  const name = oneOperand(positionals, 'FILE');
  const documents = await Documents.in(terminal, values.context, await Configurations.in(terminal, translate));
  const opened = await about(name, documents.open(name));
  const document = await documents.withTexts(opened, finish(multiStageSources(opened)));
  const conversion = multiStageOf(document);
  if (conversion.kind === 'refused') {
    for (const text of [conversion.reason, ...conversion.needs]) terminal.err(`${translate(text)}\n`);
    return status.refused;
  }
  if (values.write && name !== '-') await about(name, documents.write(name, conversion.text));
  else terminal.out(conversion.text);
  if (values.explain) {
    const { decisions, summary } = conversion;
    for (const text of [...decisions, ...(summary ? [summary] : [])]) terminal.err(`${translate(text)}\n`);
  }
  return status.ok;
}
