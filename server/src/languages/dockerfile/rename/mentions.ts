import type { Instruction } from '../../../syntax/tree.ts';
import { touches } from '../../../base/span.ts';
import type { DockerfileDocument } from '../document.ts';
import { symbolsOf } from '../symbols/table.ts';

/**
 * How text that nobody here reads may ask for a variable: `sh -c 'echo $NAME'`, awk's `ENVIRON["NAME"]`, Python's
 * `os.environ["NAME"]`, JavaScript's `process.env.NAME`, Perl's `$ENV{NAME}`, `printenv NAME`, `env NAME=1`.
 */
function mentionOf(name: string): RegExp {
  return new RegExp(
    String.raw`(?:\$\{?[!#]?|(?<!\w)(?:environ(?:\.get)?|getenv|printenv|env|ENV|ENVIRON)[\s.[({"']{1,4})${name}(?!\w)`,
    'g',
  );
}

/** Where the instruction speaks of a variable of that name in a text that is not read, such as a quoted script: an offset. */
export function unreadMention({ model }: DockerfileDocument, instruction: Instruction, name: string): number | undefined {
  const { source, start, comments } = instruction;
  if (!source.includes(name)) return undefined;
  const script = model.scriptOf(instruction);
  // There `$NAME` is a variable of the script's own; that of the environment is `$env:NAME` or `%NAME%`, and read.
  if (script?.dialect === 'powershell' || script?.dialect === 'cmd') return undefined;
  const table = symbolsOf(model);
  const asides = [...comments, ...(script?.comments ?? [])];
  for (const found of source.matchAll(mentionOf(name))) {
    const offset = start + found.index + found[0].length - name.length;
    if (!table.hasVariableAt(offset) && !asides.some((comment) => touches(comment, offset))) return offset;
  }
  return undefined;
}
