import type { Span } from '../base/span.ts';
import { unitAtOrAfter } from './linted-text.ts';
import type { LintedComment, LintedText } from './linted-text.ts';
import type { AnyRule, Finding } from './rule.ts';

/** Whose suppression comment it is: Layerwise's, or that of a tool with some of the same checks. */
export type SuppressionTool = 'layerwise' | 'hadolint' | 'tally' | 'buildkit';

/** A comment or directive that switches rules off. */
export interface Suppression<Unit extends Span = Span> extends Span {
  readonly tool: SuppressionTool;
  /** Where it applies: to the whole file, or to one instruction or line. */
  readonly scope: 'file' | Unit;
  /** Rule ids and aliases as written, or `all`. */
  readonly ids: readonly string[];
  /** From the first id to the end of the last. */
  readonly idsSpan: Span;
}

/** How a tool spells a suppression in the text of a comment. Group 1 is there for the whole file, group 2 holds the ids. */
interface Spelling {
  readonly tool: SuppressionTool;
  readonly pattern: RegExp;
}

const ids = String.raw`([\w./-]+(?:\s*,\s*[\w./-]+)*)`;

/**
 * Sources: hadolint.github.io "Inline ignores" and "Global ignores"; docs.docker.com/build/checks "Skip checks";
 * tally's documentation of inline directives. Text after the ids is the author's reason.
 */
const spellings: readonly Spelling[] = [
  ...(['layerwise', 'hadolint', 'tally'] as const).map((tool) => ({
    tool,
    pattern: new RegExp(String.raw`^${tool}\s+(global\s+)?ignore\s*=\s*${ids}`, 'id'),
  })),
  { tool: 'buildkit', pattern: new RegExp(String.raw`^check\s*=\s*()(?:[^#]*;\s*)?skip\s*=\s*${ids}`, 'id') },
];

/** What every spelling has in it: most comments are told apart by it. */
const anySpelling = /ignore|skip/i;

/** All suppressions of a text, in no particular order. A comment applies to the instruction that it is in, else to the next one. */
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
  if (!anySpelling.test(comment.text)) return [];
  const textStart = source.text.indexOf(comment.text, comment.start + 1);
  return spellings.flatMap(({ tool, pattern }) => {
    const match = pattern.exec(comment.text);
    const at = match?.indices?.[2];
    const scope = match?.[1] ? 'file' : (fixedScope ?? unitAtOrAfter(source, comment.end));
    if (!match || !at || !scope) return [];
    const idsSpan = { start: textStart + at[0], end: textStart + at[1] };
    return [{ start: comment.start, end: comment.end, tool, scope, ids: match[2]!.split(/\s*,\s*/), idsSpan }];
  });
}

/** A test for what the suppressions of a text switch off. A finding belongs to every unit that it, or a place related to it, is in. */
export function suppressionsIn(source: LintedText, rules: readonly AnyRule[]): (finding: Finding) => boolean {
  const suppressions = readSuppressions(source);
  if (suppressions.length === 0) return () => false;
  const namesOf = new Map(rules.map((rule) => [rule.id, namesFor(rule)]));
  return ({ rule, span, related }) => {
    const names = namesOf.get(rule) ?? namesFor({ id: rule, aliases: [] });
    const units = new Set([span, ...related.map((other) => other.span)].map((at) => unitAtOrAfter(source, at.start)));
    return suppressions.some(
      ({ scope, tool, ids }) => (scope === 'file' || units.has(scope)) && ids.some((id) => isMeant(names, tool, id)),
    );
  };
}

interface RuleNames {
  readonly all: ReadonlySet<string>;
  /** BuildKit has this check too. Its names are the only ones made of letters alone. */
  readonly inBuildKit: boolean;
}

function namesFor(rule: Pick<AnyRule, 'id' | 'aliases'>): RuleNames {
  const names = [rule.id, ...rule.aliases];
  return { all: new Set(names.map((name) => name.toLowerCase())), inBuildKit: rule.aliases.some((alias) => /^[A-Za-z]+$/.test(alias)) };
}

/** `all` of BuildKit means BuildKit's own checks. tally writes `hadolint/DL3059` for what others call `DL3059`. */
function isMeant(names: RuleNames, tool: SuppressionTool, id: string): boolean {
  const wanted = id.toLowerCase();
  if (wanted === 'all') return tool === 'buildkit' ? names.inBuildKit : true;
  return names.all.has(wanted) || names.all.has(wanted.replace(/^(?:hadolint|buildkit|tally|shellcheck)\//, ''));
}
