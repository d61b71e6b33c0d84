import { expect, it } from 'vitest';
import { oncePer } from '../../../server/src/base/once-per.ts';

it('makes a value once for each object, also where the value is undefined', () => {
  const asked: string[] = [];
  const lengthOf = oncePer(({ name }: { readonly name: string }, about?: string) => {
    asked.push(`${name} ${about}`);
    return name === '' ? undefined : name.length;
  });
  const [stage, nameless] = [{ name: 'build' }, { name: '' }];
  expect([lengthOf(stage, 'first'), lengthOf(stage, 'second'), lengthOf(nameless), lengthOf(nameless)]).toEqual([
    5,
    5,
    undefined,
    undefined,
  ]);
  expect(lengthOf({ name: 'build' })).toBe(5);
  expect(asked).toEqual(['build first', ' undefined', 'build undefined']);
});
