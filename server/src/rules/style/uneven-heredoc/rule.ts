import { defineRule } from '../../../linter/rule.ts';
import type { RuleContext } from '../../../linter/rule.ts';
import type { Heredoc, Instruction } from '../../../syntax/tree.ts';
import type { TextEdit } from '../../../base/edit.ts';
import { jsonLayout } from './json-layout.ts';
import { scriptLayout } from './script-layout.ts';

type Messages = 'script' | 'json' | 'format';

export const rule = defineRule({
  id: 'uneven-heredoc',
  category: 'style',
  severity: 'hint',
  preset: 'all',
  fix: 'safe',
  mayChange: 'the indentation of the commands in a here-document of RUN, and the spaces at the ends of its lines',
  since: '0.1.0',
  aliases: ['prefer-formatted-heredocs'],
  checks: [241],
  summary: 'The lines of a here-document are not indented according to their structure.',
  messages: {
    script: 'The commands of this script have different indentation or spaces at the end of a line, as if some were part of others.',
    json: 'The indentation of this JSON does not follow its brackets.',
    format: 'Format the here-document',
  },
  on: {
    RUN(instruction, context) {
      const [heredoc] = instruction.heredocs;
      if (!heredoc?.terminator || instruction.heredocs.length > 1) return;
      const script = context.scriptOf(instruction);
      if (!script || script.start !== heredoc.body.start || script.opaque || script.errors.length > 0) return;
      report('script', heredoc, scriptLayout(context.text, script), context);
    },
    COPY: checkFiles,
    ADD: checkFiles,
  },
});

function checkFiles(instruction: Instruction, context: RuleContext<Messages>): void {
  if (instruction.heredocs.length === 0) return;
  const { destination, sources = [] } = context.facts.copyOf(instruction) ?? {};
  for (const { heredoc, value } of sources) {
    const name = destination?.isFolder ? value : destination?.value;
    if (!heredoc?.terminator || heredoc.stripTabs || !name?.endsWith('.json')) continue;
    report('json', heredoc, jsonLayout(context.text, heredoc.body), context);
  }
}

function report(message: 'script' | 'json', { marker }: Heredoc, edits: readonly TextEdit[], context: RuleContext<Messages>): void {
  if (edits.length > 0)
    context.report({ at: marker, message, fixes: [{ title: 'format', level: message === 'script' ? 'safe' : 'suggestion', edits }] });
}
