import { hasWildcard } from '../../../context/glob.ts';
import { defineRule } from '../../../linter/rule.ts';
import { lookedUpSource } from '../../../facts/context-lookup.ts';

export const rule = defineRule({
  id: 'copy-source-ignored',
  category: 'correctness',
  severity: 'error',
  fix: 'none',
  since: '0.1.0',
  aliases: ['CopyIgnoredFile'],
  checks: [101],
  summary: 'COPY or ADD uses a file that .dockerignore excludes.',
  messages: {
    path: '"{path}" is excluded by "{file}" (line {line}: "{pattern}"), so the build fails.',
    pattern: 'Everything that matches "{path}" is excluded by "{file}" (line {line}: "{pattern}"), so nothing is copied.',
  },
  withinStage: true,
  on: {
    copySource(source, instruction, { build, facts, report }) {
      if (build.snapshot.state !== 'known') return;
      const { value, match } = lookedUpSource(facts.copyOf(instruction)!, source, build) ?? {};
      const hidden = match?.files.length === 0 ? match.hidden[0] : undefined;
      const by = hidden && build.ignoredBy(hidden.path);
      if (value === undefined || !by) return;
      const file = build.snapshot.value.ignore?.path ?? '.dockerignore';
      const data = { path: value, file, line: by.line + 1, pattern: by.pattern };
      const at = { start: source.start, end: source.end };
      if (hasWildcard(value)) report({ at, message: 'pattern', severity: 'warning', data });
      else report({ at, message: 'path', severity: build.snapshot.value.isGuessed ? 'warning' : undefined, data });
    },
  },
});
