import type { Instruction } from '../../../syntax/tree.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { RuleContext } from '../../../linter/rule.ts';

type MessageId = 'invalid' | 'rename';

export const rule = defineRule<MessageId>({
  id: 'invalid-stage-name',
  category: 'correctness',
  severity: 'error',
  fix: 'safe',
  mayChange: 'a stage whose name Docker rejects gets another one',
  since: '0.1.0',
  aliases: ['INVALID_BUILD_STAGE_NAME'],
  checks: [58],
  summary: 'A stage has an invalid name.',
  messages: {
    invalid: 'Invalid stage name "{name}", so the build fails. Use a letter, then letters, digits, ".", "_" or "-".',
    rename: 'Rename the stage to {instead}',
  },
  on: {
    FROM(from, context) {
      const [, as, name, ...more] = from.words;
      if (!as || !/^as$/i.test(as.text) || !name || more.length > 0) return;
      if (isStageName(name.text)) return;
      const at = { start: name.start, end: name.end };
      // A name on several lines may have comments between them.
      const isOnOneLine = !context.text.slice(at.start, at.end).includes('\n');
      const uses = usesOf(name.text, from, context);
      const instead = isOnOneLine && uses ? validName(name.text, from, context) : undefined;
      const edits = instead === undefined ? [] : [at, ...(uses ?? [])].map((span) => ({ ...span, newText: instead }));
      context.report({
        at,
        message: 'invalid',
        data: { name: name.text },
        fixes:
          instead === undefined
            ? []
            : [
                {
                  title: 'rename',
                  data: { instead },
                  level: isCertain(name.text, instead, context) ? 'safe' : 'suggestion',
                  edits,
                },
              ],
      });
    },
  },
});

/** parseBuildStageName of moby/buildkit, frontend/dockerfile/instructions/parse.go. */
function isStageName(name: string): boolean {
  return /^[a-z][a-z0-9-_.]*$/.test(name.toLowerCase());
}

/**
 * Whether the image is the same under any valid name. A number may be meant as the position of a stage, and the new name must not be that of an image or
 * of a build context so far.
 */
function isCertain(name: string, instead: string, { model }: RuleContext<MessageId>): boolean {
  const others = model.tree.instructions.flatMap((instruction) => model.sourcesOf(instruction));
  return !/^\W*\d+\W*$/.test(name) && !others.some(({ text }) => text.toLowerCase() === instead.toLowerCase());
}

/** A valid name that no stage has, made of the letters and digits of the name. Undefined for variables and names without any. */
function validName(name: string, from: Instruction, { model }: RuleContext<MessageId>): string | undefined {
  if (name.includes('$')) return undefined;
  const plain = name
    .replace(/^["']|["']$/g, '')
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[-_.]+|-+$/g, '');
  const valid = /^\d/.test(plain) ? `stage-${plain}` : plain;
  const taken = model.stages.some((stage) => stage.from !== from && stage.name === valid.toLowerCase());
  return valid === '' || taken ? undefined : valid;
}

/** Where the name is used; undefined if it is written differently somewhere. A number refers to a stage by its position. */
function usesOf(
  name: string,
  from: Instruction,
  { model, text }: RuleContext<MessageId>,
): readonly { readonly start: number; readonly end: number }[] | undefined {
  const stage = model.stages.find((each) => each.from === from);
  if (!stage || /^\d+$/.test(name)) return [];
  const uses = stage.usedBy.map(({ at }) => ({ start: at.start, end: at.end }));
  return uses.every(({ start, end }) => text.slice(start, end).toLowerCase() === name.toLowerCase()) ? uses : undefined;
}
