import { describe, expect, it } from 'vitest';
import { patternOf } from '../../../server/src/base/pattern-text.ts';

describe('the pattern of a text', () => {
  it.each(['++6', 'a.b', 'a(b', '[x', 'a\\', 'x|y', '^a$', 'a{2}', '*', '?', 'é'])('%s matches it and nothing similar', (text) => {
    const pattern = new RegExp(`^${patternOf(text)}$`);
    expect(pattern.test(text)).toBe(true);
    expect(pattern.test(`${text}${text}`)).toBe(false);
    expect(pattern.test(text.replace(/[^a-z]/, 'z') === text ? 'zz' : text.replace(/[^a-z]/, 'z'))).toBe(false);
  });
});
