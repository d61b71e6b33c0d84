import { patternOf } from '../../../base/pattern-text.ts';
import type { Instruction } from '../../../syntax/tree.ts';
import { touches } from '../../../base/span.ts';
import type { DockerfileDocument } from '../document.ts';
import { symbolsOf } from '../symbols/table.ts';

/**
 * Matches uses of a variable in text that is not parsed: `sh -c 'echo $NAME'`, `ENVIRON["NAME"]` in awk, `os.environ["NAME"]` in Python,
 * `process.env.NAME` in JavaScript, `$ENV{NAME}` in Perl, `printenv NAME`, `env NAME=1`.
 */
function usePattern(name: string): RegExp {
  return new RegExp(
    String.raw`(?:\$\{?[!#]?|(?<!\w)(?:environ(?:\.get)?|getenv|printenv|env|ENV|ENVIRON)[\s.[({"']{1,4})${patternOf(name)}(?!\w)`,
    'g',
  );
}

/** The offset of a use of the variable in text that is not parsed, such as a quoted script. Undefined if there is none. */
export function unparsedUse({ model }: DockerfileDocument, instruction: Instruction, name: string): number | undefined {
  const { source, start, comments } = instruction;
  if (!source.includes(name)) return undefined;
  const script = model.scriptOf(instruction);
  // In PowerShell and cmd, `$NAME` is a variable of the script. Environment variables are `$env:NAME` or `%NAME%`, which are parsed.
  if (script?.dialect === 'powershell' || script?.dialect === 'cmd') return undefined;
  const table = symbolsOf(model);
  const allComments = [...comments, ...(script?.comments ?? [])];
  for (const found of source.matchAll(usePattern(name))) {
    const offset = start + found.index + found[0].length - name.length;
    if (!table.hasVariableAt(offset) && !allComments.some((comment) => touches(comment, offset))) return offset;
  }
  return undefined;
}
