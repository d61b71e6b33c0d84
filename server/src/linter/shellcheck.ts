import { LineIndex } from '../base/lines.ts';
import { message } from '../base/message.ts';
import { meets } from '../base/span.ts';
import type { DockerfileModel, Variable } from '../model/model.ts';
import { sourceOf } from '../shell/source.ts';
import type { LintedText } from './linted-text.ts';
import type { RuleInfo, Finding, Severity } from './rule.ts';
import { Suppressions } from './suppressions.ts';

/** A script of a RUN as ShellCheck gets it. */
export interface CheckedScript {
  /** The dialect for `--shell`. */
  readonly shell: 'sh' | 'bash';
  /** One line that declares the variables of the build, then the script with the same line breaks and columns as in the file. */
  readonly text: string;
  /** Offset of the script in the Dockerfile. */
  readonly start: number;
  /** The part of `text` before the script. */
  readonly preamble: string;
}

/**
 * Codes that do not apply to a RUN: files that are sourced are in the image (SC1090, SC1091), and ash has no directive of its own (SC2187).
 * hadolint leaves the same ones out.
 */
export const ignoredCodes = ['SC1090', 'SC1091', 'SC2187'] as const;

/** The RUN instructions in sh or bash, as scripts for ShellCheck. */
export function scriptsToCheck(model: DockerfileModel): readonly CheckedScript[] {
  const { text } = model.tree;
  return model.tree.instructions.flatMap((run): readonly CheckedScript[] => {
    if (run.keyword !== 'RUN' || run.json || run.bodyText === '') return [];
    const { body, continuations, heredocs } = run;
    const { start, masked, dialect } = sourceOf({ text, body, continuations, heredocs, dialect: model.dialectAt(run) });
    if (dialect !== 'sh' && dialect !== 'bash') return [];
    const names = model.scopeAt(run).all().filter(isDeclared).map(({ name }) => name); // prettier-ignore
    const preamble = `${names.length > 0 ? `export ${names.toSorted().join(' ')}` : ':'}\n`;
    return [{ shell: dialect, text: preamble + masked, start, preamble }];
  });
}

/** Whether the file or its base image sets the variable. ShellCheck knows those that every shell has. */
function isDeclared({ name, origin }: Variable): boolean {
  return origin !== 'predefined' && origin !== 'platform' && /^[A-Za-z_]\w*$/.test(name);
}

const severities: Readonly<Record<string, Severity>> = { error: 'error', warning: 'warning', info: 'info', style: 'hint' };

interface Comment {
  readonly line: number;
  readonly endLine: number;
  readonly column: number;
  readonly endColumn: number;
  readonly level: string;
  readonly code: number;
  readonly message: string;
}

/**
 * The findings in the output of `shellcheck --format=json1`, at their places in the Dockerfile. Columns are one-based and count a tab as one.
 * Empty for output that is not JSON of this form.
 */
export function shellCheckFindings(output: string, { text, start, preamble }: CheckedScript): readonly Finding[] {
  const lines = new LineIndex(text);
  const offsetOf = (line: number, column: number): number => {
    const at = lines.offsetAt({ line: line - 1, character: column - 1 });
    return start + Math.max(0, at - preamble.length);
  };
  return commentsIn(output)
    .filter(({ line }) => line > 1)
    .map((comment) => ({
      rule: `SC${comment.code}`,
      severity: severities[comment.level] ?? 'info',
      span: { start: offsetOf(comment.line, comment.column), end: offsetOf(comment.endLine, comment.endColumn) },
      message: message('{text}', { text: comment.message }),
      fixes: [],
      related: [],
      tag: undefined,
    }));
}

function commentsIn(output: string): readonly Comment[] {
  try {
    const { comments } = JSON.parse(output) as { readonly comments?: readonly Comment[] };
    return (comments ?? []).filter(({ code, line }) => typeof code === 'number' && typeof line === 'number');
  } catch {
    return [];
  }
}

/**
 * Adds the findings of ShellCheck to ours, without those that a comment suppresses. Where a rule of ours has the same code and reports the same
 * place, ours is kept.
 */
export function withShellCheck(
  own: readonly Finding[],
  theirs: readonly Finding[],
  source: LintedText,
  rules: readonly RuleInfo[],
): readonly Finding[] {
  const suppressions = new Suppressions(source, rules);
  const codes = new Map(rules.map(({ id, aliases }) => [id, new Set(aliases)]));
  const isOurs = (finding: Finding): boolean =>
    own.some(({ rule, span }) => codes.get(rule)?.has(finding.rule) === true && meets(span, finding.span));
  return [...own, ...theirs.filter((finding) => !isOurs(finding) && !suppressions.has(finding))].sort(
    (a, b) => a.span.start - b.span.start || a.span.end - b.span.end,
  );
}
