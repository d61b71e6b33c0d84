import { variableInString } from '../../facts/start/literal-variables.ts';
import { hasNoShell } from '../../model/no-shell.ts';
import { innermost } from '../../model/uses.ts';
import type { Instruction, JsonItem } from '../../syntax/tree.ts';
import type { ReportedFix, RuleContext } from '../rule.ts';

/** Names of variables that contain several words, and must not be quoted. */
const severalWords = /(OPTS|OPTIONS|ARGS|FLAGS|PARAMS)$/;

/** The messages that a rule needs for the titles of the fixes. */
type Title = 'shellForm' | 'throughShell';

/**
 * The fixes that add a shell to an exec form: the shell form, and `["sh", "-c", "..."]`. They are suggestions, because only the author knows
 * that the image has a shell and that the value of a variable is one word. `exec` replaces the shell with the program, so that the program
 * receives signals. In ENTRYPOINT, `"$@"` passes on the arguments of CMD and `docker run`. Empty for Windows, for an image without a shell,
 * with comments between the strings, and for a CMD that a program does not start.
 *
 * @param operators The strings that are operators of the shell: they are not quoted, and several programs may run, so that there is no `exec`.
 */
export function shellFormFixes(
  instruction: Instruction,
  { facts, stageOf }: Pick<RuleContext, 'facts' | 'stageOf'>,
  operators: ReadonlySet<JsonItem> = new Set(),
): readonly ReportedFix<Title>[] {
  const { keyword, comments, json } = innermost(instruction);
  const stage = stageOf(instruction);
  if (!json || !stage || stage.os === 'windows' || hasNoShell(stage) || comments.length > 0) return [];
  const isCmd = keyword === 'CMD' && instruction.keyword !== 'HEALTHCHECK';
  if (isCmd && ['arguments', 'ignored'].includes(facts.startOf(stage).cmdRole)) return [];
  const command = json.items.map((item) => (operators.has(item) ? item.value : shellWord(item.value))).join(' ');
  const starts = (isCmd || keyword === 'ENTRYPOINT') && operators.size === 0;
  const line = (starts ? 'exec ' : '') + command;
  const fix = (title: Title, newText: string): ReportedFix<Title> => ({
    title,
    level: 'suggestion',
    edits: [{ start: json.start, end: json.end, newText }],
  });
  const script = keyword === 'ENTRYPOINT' && starts ? [`${line} "$@"`, '--'] : [line];
  const throughShell = fix('throughShell', `[${['sh', '-c', ...script].map((word) => JSON.stringify(word)).join(', ')}]`);
  return keyword === 'ENTRYPOINT' ? [throughShell] : [fix('shellForm', line), throughShell];
}

/** The string as a word of a shell command in which only variables are expanded. */
function shellWord(value: string): string {
  const [match] = value.matchAll(variableInString);
  if (match?.[0] === value && severalWords.test(match[1] ?? match[2]!)) return value;
  if (/^[\w%+,./:=@-]+$/.test(value)) return value;
  if (!match) return `'${value.replaceAll("'", String.raw`'\''`)}'`;
  let out = '';
  let at = 0;
  const escaped = (text: string): string => text.replace(/["$\\`]/g, String.raw`\$&`);
  for (const found of value.matchAll(variableInString)) {
    out += escaped(value.slice(at, found.index)) + found[0];
    at = found.index + found[0].length;
  }
  return `"${out}${escaped(value.slice(at))}"`;
}
