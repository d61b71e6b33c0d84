import type { TextEdit } from '../base/edit.ts';
import { deleteLines } from '../base/layout.ts';
import { addToList } from '../base/lists.ts';
import { memoize, memoizeWeak } from '../base/memoize.ts';
import type { Span } from '../base/span.ts';
import { buildChecks } from '../knowledge/build-checks.ts';
import { unitAtOrAfter } from './linted-text.ts';
import type { LintedComment, LintedText } from './linted-text.ts';
import type { RuleInfo, Finding, UnusedSuppression } from './rule.ts';

/** The tool that defines the comment: Layerwise, or another tool that has some of the same checks. */
export type SuppressionTool = 'layerwise' | 'hadolint' | 'tally' | 'buildkit' | 'shellcheck';

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
 * inline directives; github.com/koalaman/shellcheck/wiki/Directive. Text after the ids is a comment of the author.
 */
const syntaxes: readonly Syntax[] = [
  ...(['layerwise', 'hadolint', 'tally'] as const).map((tool) => ({
    tool,
    pattern: new RegExp(String.raw`^${tool}\s+(global\s+)?ignore\s*=\s*${ids}`, 'id'),
  })),
  { tool: 'buildkit', pattern: new RegExp(String.raw`^check\s*=\s*()(?:[^#]*;\s*)?skip\s*=\s*${ids}`, 'id') },
  { tool: 'shellcheck', pattern: new RegExp(String.raw`^shellcheck\s+()(?:[^#]*\s)?disable=${ids}`, 'id') },
];

/** A part of every syntax, to skip most comments quickly. */
const anySyntax = /ignore|skip|disable/i;

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

/** The suppressions of a text, and which of them have suppressed something. */
export class Suppressions {
  private readonly source: LintedText;
  private readonly suppressions: readonly Suppression[];
  private readonly byScope = new Map<Suppression['scope'], Suppression[]>();
  private readonly namesOf: ReadonlyMap<string, RuleNames>;
  /** The indexes of the ids that have suppressed a finding. */
  private readonly used = new Map<Suppression, Set<number>>();

  constructor(source: LintedText, rules: readonly RuleInfo[]) {
    this.source = source;
    this.suppressions = readSuppressions(source);
    for (const suppression of this.suppressions) addToList(this.byScope, suppression.scope, suppression);
    this.namesOf = this.suppressions.length > 0 ? ruleNames(rules) : noNames;
  }

  /** Whether a finding is suppressed. It belongs to every unit that contains its span or a related span. */
  has({ rule, span, related }: Finding): boolean {
    if (this.suppressions.length === 0) return false;
    const names = this.namesOf.get(rule) ?? namesFor({ id: rule, aliases: [] });
    const units = [span, ...related.map((other) => other.span)].map((at) => unitAtOrAfter(this.source, at.start));
    let isSuppressed = false;
    for (const suppression of [...new Set(['file' as const, ...units])].flatMap((scope) => (scope && this.byScope.get(scope)) ?? [])) {
      const { tool, ids } = suppression;
      for (const [i, id] of ids.entries()) {
        if (!matchesId(names, tool, id)) continue;
        isSuppressed = true;
        this.used.set(suppression, (this.used.get(suppression) ?? new Set()).add(i));
      }
    }
    return isSuppressed;
  }

  /**
   * The ids in our own comments that have suppressed none of the findings that `has` was called with. Comments of other tools may be needed
   * by these tools. `active`: the ids of the rules that ran; what a rule that is off would report is not known.
   */
  unused(active: ReadonlySet<string>): readonly UnusedSuppression[] {
    const rulesNamed = memoize((id: string) => [...this.namesOf].filter(([, names]) => matchesId(names, 'layerwise', id)));
    return this.suppressions
      .filter(({ tool }) => tool === 'layerwise')
      .flatMap((suppression) => {
        const spans = idSpans(this.source.text, suppression);
        return suppression.ids.flatMap((id, i): readonly UnusedSuppression[] => {
          if (this.used.get(suppression)?.has(i)) return [];
          const named = rulesNamed(id);
          if (named.length > 0 && !named.some(([rule]) => active.has(rule))) return [];
          const removal = removalOf(this.source.text, suppression, spans, i);
          return [{ id, span: spans[i]!, isKnown: named.length > 0, removal }];
        });
      });
  }
}

/** The positions of the ids, which are separated by commas. */
function idSpans(text: string, { idsSpan, ids }: Suppression): readonly Span[] {
  let at = idsSpan.start;
  return ids.map((id) => {
    const start = text.indexOf(id, at);
    at = start + id.length;
    return { start, end: at };
  });
}

function removalOf(text: string, { start, end }: Suppression, ids: readonly Span[], index: number): TextEdit {
  if (ids.length === 1) return deleteLines(text, { start, end });
  return index === 0
    ? { start: ids[0]!.start, end: ids[1]!.start, newText: '' }
    : { start: ids[index - 1]!.end, end: ids[index]!.end, newText: '' };
}

const noNames: ReadonlyMap<string, RuleNames> = new Map();
const ruleNames = memoizeWeak(
  (rules: readonly RuleInfo[]): ReadonlyMap<string, RuleNames> => new Map(rules.map((rule) => [rule.id, namesFor(rule)])),
);

/** Whether an alias is the name of a check of BuildKit. */
export function isBuildKitName(alias: string): boolean {
  return buildChecks.has(alias);
}

/** Whether BuildKit has the check that a rule makes. */
export function isBuildKitCheck({ aliases }: Pick<RuleInfo, 'aliases'>): boolean {
  return aliases.some(isBuildKitName);
}

/** Whether `# check=error=true` lets the build fail for each finding of BuildKit's checks. */
export function failsOnChecks({ directives }: LintedText): boolean {
  return directives.some(({ text }) => /^check\s*=\s*(?:[^#]*;\s*)?error\s*=\s*true\s*(?:;|$)/i.test(text));
}

interface RuleNames {
  readonly all: ReadonlySet<string>;
  readonly inBuildKit: boolean;
}

function namesFor(rule: Pick<RuleInfo, 'id' | 'aliases'>): RuleNames {
  const names = [rule.id, ...rule.aliases];
  return { all: new Set(names.map((name) => name.toLowerCase())), inBuildKit: isBuildKitCheck(rule) };
}

/** `all` in a BuildKit directive refers only to BuildKit's checks. tally writes `hadolint/DL3059` for `DL3059`. */
function matchesId(names: RuleNames, tool: SuppressionTool, id: string): boolean {
  const name = id.toLowerCase();
  if (name === 'all') return tool === 'buildkit' ? names.inBuildKit : true;
  return names.all.has(name) || names.all.has(name.replace(/^(?:hadolint|buildkit|tally|shellcheck)\//, ''));
}
