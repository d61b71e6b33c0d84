import { compareVersions, isAvailable } from '../../../model/syntax-version.ts';
import type { Since } from '../../../knowledge/syntax-version.ts';
import type { SyntaxInUse } from '../../../model/syntax-version.ts';
import { syntaxInUse } from '../../../model/syntax-in-use.ts';
import type { Directive } from '../../../syntax/tree.ts';
import type { TextEdit } from '../../../base/edit.ts';
import { defineRule } from '../../../linter/rule.ts';
import { needsOf } from './needs.ts';
import type { Need } from './needs.ts';

type Messages = Need['what'] | 'selected' | 'replace';

export const rule = defineRule<Messages>({
  id: 'needs-newer-syntax',
  category: 'correctness',
  severity: 'error',
  fix: 'suggestion',
  since: '0.1.0',
  aliases: [],
  checks: [],
  summary: 'The file uses features that the version in # syntax= does not support.',
  messages: {
    feature: '{name} requires Dockerfile syntax {version}, but # syntax= selects an older version, so the build fails.',
    value: 'The value "{name}" requires Dockerfile syntax {version}, but # syntax= selects an older version, so the build fails.',
    option: 'The option {name} requires Dockerfile syntax {version}, but # syntax= selects an older version, so the build fails.',
    heredoc: 'Here-documents require Dockerfile syntax {version}, but # syntax= selects an older version, so the build fails.',
    selected: 'The version is selected here.',
    replace: 'Use {syntax}',
  },
  on: {
    file(context) {
      const { tree } = context.model;
      const used = syntaxInUse(tree);
      // Without a minor version, the newest version is used, which supports everything in the tables.
      if (used === undefined || used === 'foreign' || used.version === undefined) return;
      const directive = tree.directives.find(({ name }) => name === 'syntax')!;
      const needs = tree.instructions
        .flatMap((instruction) => needsOf(instruction, context.facts))
        .filter(({ since }) => isAvailable(since, used) === false)
        .map((need) => ({ ...need, version: versionWith(need.since, used) }));
      const edit = newestOf(
        needs.map(({ version }) => version),
        directive,
      );
      for (const { at, what, name, version } of needs) {
        context.report({
          at,
          message: what,
          data: { name, version },
          related: [{ at: directive.valueSpan, message: 'selected' }],
          ...(edit && { fixes: [{ title: 'replace', data: { syntax: edit.newText }, level: 'suggestion', edits: [edit] }] }),
        });
      }
    },
  },
});

/** The first version with the feature in the channel in use, or in the stable channel if the labs channel does not apply. */
function versionWith({ stable, labs }: Since, { labs: inLabs }: SyntaxInUse): string {
  return labs !== undefined && (inLabs || stable === undefined) ? `${labs}-labs` : stable!;
}

/** Changes the directive to the highest of the versions. Undefined if a digest pins the version. */
function newestOf(versions: readonly string[], { value, valueSpan }: Directive): TextEdit | undefined {
  const [newest] = [...versions].sort((a, b) => compareVersions(b.replace('-labs', ''), a.replace('-labs', '')));
  if (newest === undefined || value.includes('@')) return undefined;
  const labs = versions.some((version) => version.endsWith('-labs')) && !newest.endsWith('-labs') ? '-labs' : '';
  return { start: valueSpan.start, end: valueSpan.end, newText: value.replace(/:[^:/]*$/, `:${newest}${labs}`) };
}
