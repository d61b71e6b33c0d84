import { expect, it } from 'vitest';
import { check, ruleOf } from '../../support/rules.ts';

it.each([
  ['nothing is gained', 'RUN mkdir /a\nRUN mkdir /b', 'hint'],
  ['package lists go stale', 'RUN apt-get update\nRUN apt-get install -y curl', 'info'],
  ['a later RUN deletes a download', 'RUN curl -o /a https://example.com/a\nRUN rm /a', 'info'],
])('%s: the finding can be fixed', (_, runs, severity) => {
  const { findings } = check(`FROM debian:12\n${runs}\n`, { rules: [ruleOf('consecutive-runs')] });
  expect(findings.map((finding) => [finding.severity, finding.fixes.length])).toEqual([[severity, 1]]);
});
