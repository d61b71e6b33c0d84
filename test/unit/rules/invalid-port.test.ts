import { expect, it } from 'vitest';
import { check, ruleOf } from '../../support/rules.ts';

it.each([
  ['8080:80', 'warning'],
  [':80', 'warning'],
  ['127.0.0.1:8080:80', 'warning'],
  ['127.0.0.1::80', 'warning'],
  ['8000-8002:80', 'warning'],
  ['8000-8002:80-82', 'warning'],
  ['localhost:8080:80', 'error'],
  ['8080-8082:80-81', 'error'],
  ['http:80', 'error'],
  ['80:http', 'error'],
])('EXPOSE %s: %s, because Docker builds an image with a mapping', (port, severity) => {
  const { findings } = check(`FROM debian:12\nEXPOSE ${port}\n`, { rules: [ruleOf('invalid-port')] });
  expect(findings.map((finding) => finding.severity)).toEqual([severity]);
});
