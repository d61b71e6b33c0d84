import { memoizeWeak } from '../../../base/memoize.ts';
import { instructionAt } from '../../../syntax/instruction-at.ts';
import type { DockerfileTree, SyntaxProblem } from '../../../syntax/tree.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { ReportedFix, RuleContext } from '../../../linter/rule.ts';
import { reportProblems } from '../../../linter/syntax-problems.ts';

type MessageId = 'operator' | 'open-brace' | 'missing-slash' | 'missing-name' | 'template' | 'default' | 'close';

export const rule = defineRule<MessageId>({
  id: 'invalid-substitution',
  category: 'correctness',
  severity: 'error',
  fix: 'safe',
  mayChange: 'the operator of a default value is corrected, or the missing brace is inserted',
  since: '0.1.0',
  aliases: ['UNSUPPORTED_MODIFIER'],
  checks: [20, 21],
  summary: 'A variable has a form that Docker does not support, such as ${NAME:=value}.',
  messages: {
    operator: 'Docker does not support "{operator}" in ${{name}...}, so the build fails. For a default value, use ${{name}:-value}.',
    'open-brace': 'Missing "}" after "${{name}", so the build fails.',
    'missing-slash': 'A replacement needs a second slash, so the build fails. Use ${{name}/old/new}.',
    'missing-name': 'Missing variable name after "${", so the build fails.',
    template: 'Docker does not evaluate "{expression}", so the build fails. Use an ARG, and pass the value with --build-arg.',
    default: 'Change to {text}',
    close: 'Insert "}"',
  },
  yields: true,
  on: {
    file(context) {
      reportProblems('invalid-substitution', context, (problem) => fixesOf(problem, context));
    },
  },
});

/** `${A:=b}` and `${A=b}` set a default in a shell; `:-` and `-` do it in Docker. */
const defaults: Readonly<Record<string, string>> = { ':=': ':-', '=': '-' };

/** How often a text seems to use each variable. */
const usesByName = memoizeWeak(({ text }: DockerfileTree): ReadonlyMap<string, number> => {
  const uses = new Map<string, number>();
  for (const [, name = ''] of text.matchAll(/\$\{?(\w+)/g)) uses.set(name, (uses.get(name) ?? 0) + 1);
  return uses;
});

function fixesOf({ start, end, variant, data }: SyntaxProblem, { text, model }: RuleContext<MessageId>): readonly ReportedFix<MessageId>[] {
  const { expression, name, operator } = data;
  const written = text.slice(start, end);
  if (variant === 'operator' && written === expression && Object.hasOwn(defaults, String(operator))) {
    const at = start + `\${${name}`.length;
    const newText = defaults[String(operator)] ?? '';
    const edit = { start: at, end: at + String(operator).length, newText };
    const fixed = written.slice(0, edit.start - start) + newText + written.slice(edit.end - start);
    // The shell also sets the variable for what follows.
    const isUsedOnce = usesByName(model.tree).get(String(name)) === 1;
    return [{ title: 'default', data: { text: fixed }, level: isUsedOnce ? 'safe' : 'suggestion', edits: [edit] }];
  }
  if (variant === 'open-brace' && /^\$\{[A-Za-z_]\w*$/.test(written) && /^[ \t]*(?:[\r\n]|$)/.test(text.slice(end, end + 2))) {
    const instruction = instructionAt(model.tree, start);
    const isDefined = instruction && model.scopeAt(instruction).lookup(written.slice(2)) !== undefined;
    return [{ title: 'close', level: isDefined ? 'safe' : 'suggestion', edits: [{ start: end, end, newText: '}' }] }];
  }
  return [];
}
