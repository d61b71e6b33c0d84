import { existsSync } from 'node:fs';
import path from 'node:path';
import { message } from '../../base/message.ts';
import type { Translate } from '../../base/message.ts';
import { translateConfiguration } from '../../linter/configuration/files.ts';
import { ruleCatalogue } from '../../rules/catalogue.generated.ts';
import { oneOperand, readArguments } from '../arguments.ts';
import { Failure, about, status } from '../terminal.ts';
import type { Terminal } from '../terminal.ts';
import { createText, readText } from '../text-files.ts';

const target = '.layerwise.json';

/**
 * `layerwise migrate FILE`: writes the configuration of hadolint or tally as `.layerwise.json` next to it and on standard output, and what
 * has no counterpart on standard error. An existing file is not overwritten: then the exit status is 2.
 */
export async function migrate(args: readonly string[], terminal: Terminal, translate: Translate): Promise<number> {
  const { positionals } = readArguments(args, {});
  const name = oneOperand(positionals, 'FILE');
  const file = path.resolve(terminal.folder, name);
  const { configuration, without } = await about(name, translated(file));
  const text = `${JSON.stringify(configuration, null, 2)}\n`;
  for (const note of without) terminal.err(`${name}: ${translate(note)}\n`);
  terminal.out(text);
  const written = path.join(path.dirname(file), target);
  const shown = path.relative(terminal.folder, written);
  if (existsSync(written)) throw new Failure(message('the file exists and was not changed'), { about: shown });
  createText(written, text);
  terminal.err(`${translate(message('{file} was written', { file: shown }))}\n`);
  return status.ok;
}

async function translated(file: string) {
  const result = translateConfiguration(path.basename(file), readText(file), ruleCatalogue);
  if (!result) throw new Failure(message('this is no configuration of hadolint (.yaml) or tally (.toml), or it has a syntax error'));
  return result;
}
