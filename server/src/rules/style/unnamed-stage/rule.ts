import type { TextEdit } from '../../../base/edit.ts';
import { mostSimilar } from '../../../base/similar.ts';
import { slice } from '../../../base/span.ts';
import { defineRule } from '../../../linter/rule.ts';
import type { RuleContext } from '../../../linter/rule.ts';
import type { Stage } from '../../../model/model.ts';

type MessageId = 'number' | 'unnamed' | 'name';

export const rule = defineRule<MessageId>({
  id: 'unnamed-stage',
  category: 'style',
  severity: 'hint',
  fix: 'safe',
  mayChange: 'a stage gets a name, which replaces its number',
  since: '0.1.0',
  preset: 'all',
  aliases: ['DF023'],
  checks: [82],
  summary: 'A stage before the last one has no name.',
  messages: {
    number: 'COPY --from={index} refers to this stage by its number, which changes if a stage is inserted. Give it a name (AS name).',
    unnamed: 'This stage has no name, so that it can only be used by its number. Give it a name (AS name).',
    name: 'Name it {name}',
  },
  on: {
    file(context) {
      for (const stage of context.model.stages) {
        if (stage.isFinal || stage.name !== undefined || stage.from.words.length !== 1) continue;
        const { index } = stage;
        const name = freeName(stage, context);
        context.report({
          at: stage.from.keywordSpan,
          message: stage.usedBy.length > 0 ? 'number' : 'unnamed',
          data: { index },
          fixes: [
            {
              title: 'name',
              data: { name },
              level: isUnused(name, context) ? 'safe' : 'suggestion',
              edits: editsOf(stage, name, context.text),
            },
          ],
        });
      }
    },
  },
});

function freeName({ index }: Stage, { model }: RuleContext<MessageId>): string {
  const base = index === 0 ? 'build' : `build-${index + 1}`;
  return model.stageNamed(base) ? `stage-${index}` : base;
}

/** Whether nothing that FROM or `from=` refers to may have the name, or a similar one: an image, or the value of a variable. */
function isUnused(name: string, { model }: RuleContext<MessageId>): boolean {
  const sources = model.tree.instructions.flatMap((instruction) => model.sourcesOf(instruction));
  return !sources.some(({ text, stage }) => text.startsWith('$') || (!stage && mostSimilar(text, [name]) !== undefined));
}

/** The name in FROM and in the references by number. */
function editsOf({ from, usedBy, index }: Stage, name: string, text: string): TextEdit[] {
  const as = slice(text, from.keywordSpan) === 'from' ? 'as' : 'AS';
  const end = from.words[0]!.end;
  const uses = usedBy
    .filter(({ at }) => slice(text, at) === String(index))
    .map(({ at }) => ({ start: at.start, end: at.end, newText: name }));
  return [{ start: end, end, newText: ` ${as} ${name}` }, ...uses];
}
