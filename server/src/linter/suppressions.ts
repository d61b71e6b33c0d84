import { instructionAtOrBehind } from '../syntax/instruction-at.ts';
import type { DockerfileTree, Instruction } from '../syntax/tree.ts';
import type { Span } from '../base/span.ts';
import type { AnyRule, Finding } from './rule.ts';

/** Whose pragma it is: ours, or one of a tool whose rules ours stand in for. */
export type PragmaTool = 'layerwise' | 'hadolint' | 'tally' | 'buildkit';

/** A comment or directive that tells us not to report something. */
export interface Pragma extends Span {
  readonly tool: PragmaTool;
  /** Where it counts: the whole file, or one instruction. */
  readonly scope: 'file' | Instruction;
  /** Rule ids and aliases as written, or `all`. */
  readonly ids: readonly string[];
  /** From the first id to the end of the last. */
  readonly idsSpan: Span;
}

/** One spelling of a pragma, as it stands in a comment behind the `#`. Group 1 is there for the whole file, group 2 holds the ids. */
interface Spelling {
  readonly tool: PragmaTool;
  readonly pattern: RegExp;
}

const ids = String.raw`([\w./-]+(?:\s*,\s*[\w./-]+)*)`;

/**
 * Sources: hadolint.github.io "Inline ignores" and "Global ignores"; docs.docker.com/build/checks "Skip checks";
 * tally's documentation of inline directives. What stands behind the ids is the author's reason.
 */
const spellings: readonly Spelling[] = [
  ...(['layerwise', 'hadolint', 'tally'] as const).map((tool) => ({
    tool,
    pattern: new RegExp(String.raw`^${tool}\s+(global\s+)?ignore\s*=\s*${ids}`, 'id'),
  })),
  { tool: 'buildkit', pattern: new RegExp(String.raw`^check\s*=\s*()(?:[^#]*;\s*)?skip\s*=\s*${ids}`, 'id') },
];

/** The pragmas that a comment's text is, as whoever they are for reads them. `idsAt` counts in that text. */
export function readPragmaText(
  text: string,
): readonly (Pick<Pragma, 'tool' | 'ids'> & { readonly isGlobal: boolean; readonly idsAt: Span })[] {
  return spellings.flatMap(({ tool, pattern }) => {
    const match = pattern.exec(text);
    const idsAt = match?.indices?.[2];
    if (!match || !idsAt) return [];
    return [{ tool, isGlobal: Boolean(match[1]), ids: match[2]!.split(/\s*,\s*/), idsAt: { start: idsAt[0], end: idsAt[1] } }];
  });
}

/** All pragmas of the file, in no particular order. A comment above an instruction, or between its continued lines, counts for it. */
export function readPragmas(tree: DockerfileTree): readonly Pragma[] {
  const pragmas: Pragma[] = [];
  const read = (at: Span, textStart: number, text: string, target: Instruction | 'file' | undefined): void => {
    for (const { tool, isGlobal, ids, idsAt } of readPragmaText(text)) {
      const scope = isGlobal ? 'file' : target;
      if (!scope) continue;
      const idsSpan = { start: textStart + idsAt.start, end: textStart + idsAt.end };
      pragmas.push({ start: at.start, end: at.end, tool, scope, ids, idsSpan });
    }
  };
  for (const directive of tree.directives) {
    if (directive.name !== 'check') continue;
    const start = directive.nameSpan.start;
    read(directive, start, tree.text.slice(start, directive.end), 'file');
  }
  for (const comment of tree.comments) {
    read(comment, textStart(tree, comment), comment.text, instructionAtOrBehind(tree, comment.end));
  }
  for (const instruction of tree.instructions) {
    for (const comment of instruction.comments) read(comment, textStart(tree, comment), comment.text, instruction);
  }
  return pragmas;
}

/** A test for what the file's pragmas silence. A finding belongs to every instruction that it, or a place related to it, stands in. */
export function suppressionsOf(tree: DockerfileTree, rules: readonly AnyRule[]): (finding: Finding) => boolean {
  const pragmas = readPragmas(tree);
  if (!pragmas.length) return () => false;
  const namesOf = new Map(rules.map((rule) => [rule.id, namesFor(rule)]));
  return (finding) => {
    const names = namesOf.get(finding.rule) ?? namesFor({ id: finding.rule, aliases: [] });
    const places = new Set(
      [finding.span, ...finding.related.map((related) => related.span)].map((at) => instructionAtOrBehind(tree, at.start)),
    );
    return pragmas.some(
      (pragma) => (pragma.scope === 'file' || places.has(pragma.scope)) && pragma.ids.some((id) => isMeant(names, pragma.tool, id)),
    );
  };
}

/** Whether a pragma's id stands for the rule. */
export function isRuleMeant(rule: Pick<AnyRule, 'id' | 'aliases'>, tool: PragmaTool, id: string): boolean {
  return isMeant(namesFor(rule), tool, id);
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
function isMeant(names: RuleNames, tool: PragmaTool, id: string): boolean {
  const wanted = id.toLowerCase();
  if (wanted === 'all') return tool === 'buildkit' ? names.inBuildKit : true;
  return names.all.has(wanted) || names.all.has(wanted.replace(/^(?:hadolint|buildkit|tally|shellcheck)\//, ''));
}

function textStart(tree: DockerfileTree, comment: Span & { readonly text: string }): number {
  return tree.text.indexOf(comment.text, comment.start + 1);
}
