import type { Span } from '../base/span.ts';
import { unitAtOrAfter } from './linted-text.ts';
import type { LintedComment, LintedText } from './linted-text.ts';
import type { AnyRule, Finding } from './rule.ts';

/** The tool that defines the comment: Layerwise, or another tool that has some of the same checks. */
export type SuppressionTool = 'layerwise' | 'hadolint' | 'tally' | 'buildkit';

/** A comment or directive that turns off rules. */
export interface Suppression<Unit extends Span = Span> extends Span {
  readonly tool: SuppressionTool;
  /** The scope: the whole file, or one instruction or line. */
  readonly scope: 'file' | Unit;
  /** Rule ids and aliases as written, or `all`. */
  readonly ids: readonly string[];
  /** From the first id to the end of the last. */
  readonly idsSpan: Span;
}

/** The syntax of a suppression comment of one tool. Group 1 matches if it applies to the whole file, group 2 contains the ids. */
interface Syntax {
  readonly tool: SuppressionTool;
  readonly pattern: RegExp;
}

const ids = String.raw`([\w./-]+(?:\s*,\s*[\w./-]+)*)`;

/**
 * Sources: hadolint.github.io "Inline ignores" and "Global ignores"; docs.docker.com/build/checks "Skip checks"; the tally documentation of
 * inline directives. Text after the ids is a comment of the author.
 */
const syntaxes: readonly Syntax[] = [
  ...(['layerwise', 'hadolint', 'tally'] as const).map((tool) => ({
    tool,
    pattern: new RegExp(String.raw`^${tool}\s+(global\s+)?ignore\s*=\s*${ids}`, 'id'),
  })),
  { tool: 'buildkit', pattern: new RegExp(String.raw`^check\s*=\s*()(?:[^#]*;\s*)?skip\s*=\s*${ids}`, 'id') },
];

/** A part of every syntax, to skip most comments quickly. */
const anySyntax = /ignore|skip/i;

/**
 * All suppressions in a text, in no particular order. A comment inside an instruction applies to that instruction, any other to the next
 * one.
 */
export function readSuppressions<Unit extends Span>(source: LintedText<Unit>): readonly Suppression<Unit>[] {
  return [
    ...source.directives.flatMap((directive) => readComment(directive, source, 'file')),
    ...source.comments.flatMap((comment) => readComment(comment, source, undefined)),
  ];
}

function readComment<Unit extends Span>(
  comment: LintedComment,
  source: LintedText<Unit>,
  fixedScope: 'file' | undefined,
): readonly Suppression<Unit>[] {
  if (!anySyntax.test(comment.text)) return [];
  const textStart = source.text.indexOf(comment.text, comment.start + 1);
  return syntaxes.flatMap(({ tool, pattern }) => {
    const match = pattern.exec(comment.text);
    const at = match?.indices?.[2];
    const scope = match?.[1] ? 'file' : (fixedScope ?? unitAtOrAfter(source, comment.end));
    if (!match || !at || !scope) return [];
    const idsSpan = { start: textStart + at[0], end: textStart + at[1] };
    return [{ start: comment.start, end: comment.end, tool, scope, ids: match[2]!.split(/\s*,\s*/), idsSpan }];
  });
}

/**
 * Returns a function that tells whether a finding is suppressed. A finding belongs to every unit that contains its span or a related span.
 */
export function suppressionsIn(source: LintedText, rules: readonly AnyRule[]): (finding: Finding) => boolean {
  const suppressions = readSuppressions(source);
  if (suppressions.length === 0) return () => false;
  const namesOf = new Map(rules.map((rule) => [rule.id, namesFor(rule)]));
  return ({ rule, span, related }) => {
    const names = namesOf.get(rule) ?? namesFor({ id: rule, aliases: [] });
    const units = new Set([span, ...related.map((other) => other.span)].map((at) => unitAtOrAfter(source, at.start)));
    return suppressions.some(
      ({ scope, tool, ids }) => (scope === 'file' || units.has(scope)) && ids.some((id) => matchesId(names, tool, id)),
    );
  };
}

interface RuleNames {
  readonly all: ReadonlySet<string>;
  /** Whether BuildKit has this check. Only BuildKit's names consist of letters alone. */
  readonly inBuildKit: boolean;
}

function namesFor(rule: Pick<AnyRule, 'id' | 'aliases'>): RuleNames {
  const names = [rule.id, ...rule.aliases];
  return { all: new Set(names.map((name) => name.toLowerCase())), inBuildKit: rule.aliases.some((alias) => /^[A-Za-z]+$/.test(alias)) };
}

/** `all` in a BuildKit directive refers only to BuildKit's checks. tally writes `hadolint/DL3059` for `DL3059`. */
function matchesId(names: RuleNames, tool: SuppressionTool, id: string): boolean {
  const name = id.toLowerCase();
  if (name === 'all') return tool === 'buildkit' ? names.inBuildKit : true;
  return names.all.has(name) || names.all.has(name.replace(/^(?:hadolint|buildkit|tally|shellcheck)\//, ''));
}
