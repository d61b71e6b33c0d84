import { expect, it } from 'vitest';
import { execScriptOf } from '../../../../server/src/facts/start/exec-script.ts';
import { factsIn, lastInstruction } from '../../../support/facts.ts';

it.each<[string, string | undefined]>([
  ['CMD ["sh", "-c", "a b"]', 'a b'],
  ['CMD ["/bin/bash", "-lc", "a b", "c"]', 'a b'],
  ['CMD ["bash", "-o", "pipefail", "-c", "a"]', 'a'],
  ['CMD ["tini", "--", "sh", "-c", "a"]', 'a'],
  ['RUN ["sh", "-c", "a"]', 'a'],
  ['CMD ["sh", "a.sh"]', undefined],
  ['CMD ["sh"]', undefined],
  ['CMD ["sh", "-c"]', undefined],
  ['CMD ["app", "-c", "a"]', undefined],
  ['CMD ["fish", "-c", "a"]', undefined],
  ['CMD []', undefined],
  ['CMD sh -c a', undefined],
  // With an escape, an offset in the string is not one in the document.
  ['CMD ["sh", "-c", "a \\"b\\""]', undefined],
  ['CMD ["sh", "-c", "a\\u0020b"]', undefined],
])('%s: %s', (line, expected) => {
  const facts = factsIn(`FROM debian:12\n${line}`);
  const { text } = facts.model.tree;
  const found = execScriptOf(lastInstruction(facts), text);
  expect(found?.text).toBe(expected);
  if (found) expect(text.slice(found.start, found.end)).toBe(expected);
});
