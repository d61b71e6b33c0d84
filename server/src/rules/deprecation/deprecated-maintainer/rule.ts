import type { Instruction } from '../../../syntax/tree.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { RuleContext } from '../../../linter/rule.ts';

/** https://github.com/opencontainers/image-spec/blob/main/annotations.md */
const label = 'org.opencontainers.image.authors';

export const rule = defineRule({
  id: 'deprecated-maintainer',
  category: 'deprecation',
  severity: 'info',
  fix: 'safe',
  mayChange: 'MAINTAINER becomes a label with the same text',
  since: '0.1.0',
  aliases: ['DL4000', 'MaintainerDeprecated', 'S6586', 'DS-0022', 'CKV_DOCKER_6'],
  checks: [35],
  summary: 'MAINTAINER is deprecated; a label holds the same information, and tools can read it.',
  messages: {
    deprecated: 'MAINTAINER is deprecated. Use the label {label}, which tools can read.',
    useLabel: 'Use LABEL',
  },
  on: {
    MAINTAINER(instruction, context) {
      const edits = labelEdits(instruction, context);
      context.report({
        at: instruction.keywordSpan,
        message: 'deprecated',
        data: { label },
        fixes: edits ? [{ title: 'useLabel', level: 'safe', edits }] : [],
        tag: 'deprecated',
      });
    },
  },
});

/**
 * The edits that replace MAINTAINER with a label. Undefined if the label is already set, because it is unclear which name is right, or if
 * comments would be lost.
 */
function labelEdits(
  instruction: Instruction,
  { model, text, stageOf }: RuleContext,
): { start: number; end: number; newText: string }[] | undefined {
  const stage = stageOf(instruction);
  const name = instruction.bodyText.trim();
  if (!stage || name === '' || instruction.comments.length > 0 || model.configOf(stage).labels.has(label)) return undefined;
  const { keywordSpan, body } = instruction;
  const keyword = text.slice(keywordSpan.start, keywordSpan.end) === 'maintainer' ? 'label' : 'LABEL';
  const value = quote(withoutQuotes(name), model.tree.escape);
  return [
    { ...keywordSpan, newText: keyword },
    { ...body, newText: `${label}=${value}` },
  ];
}

function withoutQuotes(name: string): string {
  return /^(["'])([^"']*)\1$/.exec(name)?.[2] ?? name;
}

/** The value in double quotes. LABEL expands variables and MAINTAINER does not, so `$` is escaped. */
function quote(value: string, escape: string): string {
  return `"${value.replace(/["$\\`]/g, (c) => (c === '"' || c === '$' || c === escape ? escape + c : c))}"`;
}
