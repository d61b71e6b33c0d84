import type { Span } from '../../../base/span.ts';
import { innermost, shellUse } from '../../../model/uses.ts';
import { readCommandLine } from '../../../shell/command-line.ts';
import { innerScriptOf } from '../../../shell/inner-scripts.ts';
import type { ShellScript } from '../../../shell/script.ts';
import { execScriptOf } from '../../../facts/start/exec-script.ts';
import type { Instruction } from '../../../syntax/tree.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { RuleContext } from '../../../linter/rule.ts';

type MessageId = 'process-id' | 'removed' | 'single';

export const rule = defineRule<MessageId>({
  id: 'doubled-dollar',
  category: 'correctness',
  severity: 'warning',
  fix: 'suggestion',
  since: '0.1.0',
  aliases: [],
  checks: [],
  summary: '$$ before the name of a variable, as in Compose files: in a shell it is the process ID.',
  messages: {
    'process-id': '"$$" is the process ID here, and "{name}" is plain text: only Compose files need the second "$". Use "{variable}".',
    removed: 'Docker replaces "$$" with nothing, and "{name}" is plain text: only Compose files need the second "$". Use "{variable}".',
    single: 'Change to {variable}',
  },
  onbuild: true,
  on: {
    RUN: check,
    CMD: check,
    ENTRYPOINT: check,
    HEALTHCHECK: check,
    ENV: checkText,
    ARG: checkText,
    LABEL: checkText,
    WORKDIR: checkText,
    USER: checkText,
    EXPOSE: checkText,
    COPY: checkText,
    ADD: checkText,
  },
});

function check(instruction: Instruction, context: RuleContext<MessageId>): void {
  if (!instruction.source.includes('$$')) return;
  const { text } = context;
  const exec = execScriptOf(innermost(instruction), text);
  if (exec) {
    reportIn(readCommandLine(exec.text), exec.start, instruction, context);
    return;
  }
  const script = context.scriptOf(instruction);
  if (!script) return;
  reportIn(script, 0, instruction, context);
  for (const command of script.commands) {
    const inner = innerScriptOf(command, text, instruction.continuations);
    if (inner) reportIn(inner.script, 0, instruction, context);
  }
}

/** `{NAME}`, `{NAME:-default}`, `NAME` or `(command)` directly after the `$$`. */
const variable = /(?:\{([A-Za-z_]\w*)(?:\}|:?[-+?=][^{}]*\})|([A-Za-z_]\w*)|(\([a-z][^()"']*\)))/y;

/** An instruction that Docker expands itself. Single quotes and escape characters prevent that, so that texts with these are not read. */
function checkText(instruction: Instruction, context: RuleContext<MessageId>): void {
  const { body, bodyText, heredocs } = instruction;
  if (!bodyText.includes('$$') || /['\\`]/.test(bodyText) || heredocs.length > 0) return;
  for (let at = context.text.indexOf('$$', body.start); at >= 0 && at < body.end; at = context.text.indexOf('$$', at + 2)) {
    reportAt({ start: at, end: at + 2 }, 'removed', instruction, context);
  }
}

/** `by`: the offset of the script in the document. */
function reportIn(script: ShellScript, by: number, instruction: Instruction, context: RuleContext<MessageId>): void {
  for (const { start, end, name } of script.parameters) {
    const at = { start: start + by, end: end + by };
    if (name !== '$' || at.end - at.start !== 2) continue;
    reportAt(at, 'process-id', instruction, context);
  }
}

function reportAt(at: Span, message: 'process-id' | 'removed', instruction: Instruction, context: RuleContext<MessageId>): void {
  variable.lastIndex = at.end;
  const [written, inBraces, plain = '', substitution] = variable.exec(context.text) ?? [];
  if (written === undefined || ((inBraces ?? substitution) === undefined && !isVariable(plain, at, instruction, context))) return;
  // Docker runs no command.
  if (substitution !== undefined && message === 'removed') return;
  const edits = [{ start: at.start, end: at.start + 1, newText: '' }];
  context.report({
    at: { start: at.start, end: at.end + written.length },
    message,
    data: { name: written, variable: `$${written}` },
    fixes: [{ title: 'single', data: { variable: `$${written}` }, level: 'suggestion', edits }],
  });
}

/** Text that follows a process ID without braces is a variable if the file defines it, or if it is in capitals: `/tmp/$$x` may be a name. */
function isVariable(name: string, at: Span, instruction: Instruction, { model }: RuleContext): boolean {
  return /^[A-Z][A-Z\d_]+$/.test(name) || model.resolve(instruction, shellUse(name, at)) !== undefined;
}
