import { baseName } from '../../../base/paths.ts';
import { lintedDockerfile } from '../../../linter/linted-text.ts';
import { readSuppressions } from '../../../linter/suppressions.ts';
import type { Suppression, SuppressionTool } from '../../../linter/suppressions.ts';
import { ruleCatalogue } from '../../../rules/catalogue.generated.ts';
import { ruleSummaries } from '../../../rules/summaries.generated.ts';
import type { RuleInfo } from '../../../linter/rule.ts';
import type { Instruction } from '../../../syntax/tree.ts';
import { instructionAt } from '../../../syntax/instruction-at.ts';
import { LineIndex } from '../../../base/lines.ts';
import { message } from '../../../base/message.ts';
import { touches } from '../../../base/span.ts';
import type { DockerfileDocument } from '../document.ts';
import { bullets, code, escaped, composed, paragraphs } from '../../markdown.ts';
import type { Markdown, MarkdownTranslate } from '../../markdown.ts';
import type { Hover } from '../../results.ts';

const toolNames: Readonly<Record<SuppressionTool, string>> = {
  layerwise: 'Layerwise',
  hadolint: 'hadolint',
  tally: 'tally',
  buildkit: 'BuildKit',
  shellcheck: 'ShellCheck',
};

/** Hover on a comment with a meaning for tools: the rules that it suppresses and for which part, or the shell that it sets. */
export function hoverSuppression(document: DockerfileDocument, offset: number, translate: MarkdownTranslate): Hover | undefined {
  const suppression = readSuppressions(lintedDockerfile(document.model.tree)).find((candidate) => touches(candidate, offset));
  return suppression ? rulesHover(document, suppression, translate) : shellHover(document, offset, translate);
}

function rulesHover(document: DockerfileDocument, suppression: Suppression<Instruction>, translate: MarkdownTranslate): Hover {
  return {
    span: { start: suppression.start, end: suppression.end },
    markdown: paragraphs(scopeText(document, suppression, translate), bullets(suppression.ids.map((id) => idText(id, translate)))),
  };
}

/**
 * `# hadolint shell=bash` applies up to the next SHELL or FROM, `# shellcheck shell=bash` to the next instruction: see model/dialect.ts.
 */
function shellHover({ model }: DockerfileDocument, offset: number, translate: MarkdownTranslate): Hover | undefined {
  const comments = [...model.tree.comments, ...(instructionAt(model.tree, offset)?.comments ?? [])];
  const comment = comments.find((candidate) => touches(candidate, offset));
  const [, tool, shell] = /^(hadolint|shellcheck)\b.*\bshell=([\w./-]+)/i.exec(comment?.text ?? '') ?? [];
  if (!comment || !tool || !shell) return undefined;
  const text =
    tool.toLowerCase() === 'hadolint'
      ? message('Sets {shell} as the shell of RUN, up to the next SHELL or FROM.', { shell: code(shell) })
      : message('Sets {shell} as the shell of the instruction.', { shell: code(shell) });
  return { span: { start: comment.start, end: comment.end }, markdown: translate(text) };
}

function scopeText(document: DockerfileDocument, { scope, tool }: Suppression<Instruction>, translate: MarkdownTranslate): Markdown {
  const own = escaped(toolNames[tool]);
  if (scope === 'file') return translate(message('Suppresses these rules for the whole file ({tool} syntax).', { tool: own }));
  const line = new LineIndex(document.text).lineAt(scope.start) + 1;
  return translate(
    message('Suppresses these rules for the {keyword} in line {line} ({tool} syntax).', {
      keyword: escaped(scope.keyword),
      line,
      tool: own,
    }),
  );
}

function idText(id: string, translate: MarkdownTranslate): Markdown {
  if (id.toLowerCase() === 'all') return composed`${code(id)}: ${translate(message('All rules.'))}`;
  const rule = ruleNamed(id);
  if (!rule) return composed`${code(id)}: ${translate(message('Layerwise does not have this rule; it belongs to another tool.'))}`;
  const name = rule.id === id ? code(id) : composed`${code(id)} (${code(rule.id)})`;
  return composed`${name}: ${translate(message(ruleSummaries[rule.id]!))}`;
}

/** Finds a rule by id or alias, not case sensitive. tally writes `hadolint/DL3059`. */
function ruleNamed(id: string): RuleInfo | undefined {
  const name = baseName(id).toLowerCase();
  return ruleCatalogue.find((rule) => [rule.id, ...rule.aliases].some((each) => each.toLowerCase() === name));
}
