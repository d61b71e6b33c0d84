import { describe, expect, it } from 'vitest';
import { parse } from '../../../server/src/syntax/parse.ts';

const before = ['FROM a', 'RUN one', '# note', 'RUN two \\', '  more', 'RUN three', ''].join('\n');

function edit(from: string, to: string): { old: ReturnType<typeof parse>; now: ReturnType<typeof parse> } {
  const old = parse(before);
  return { old, now: parse(before.replace(from, to), old) };
}

describe('after an edit', () => {
  it('instructions before the edit are the same objects', () => {
    const { old, now } = edit('RUN two', 'RUN twice');
    expect(now.instructions[0]).toBe(old.instructions[0]);
    expect(now.instructions[1]).toBe(old.instructions[1]);
  });

  it('only the changed instruction is parsed again', () => {
    const { old, now } = edit('RUN two', 'RUN twice');
    const fresh = now.instructions.filter((instruction) => !old.instructions.some((other) => other.chunk === instruction.chunk));
    expect(fresh.map((instruction) => instruction.source)).toEqual(['RUN twice \\\n  more']);
  });

  it('instructions after the edit are shifted, not parsed again', () => {
    const { old, now } = edit('RUN two', 'RUN twice');
    expect(now.instructions[3]!.chunk).toBe(old.instructions[3]!.chunk);
    expect(now.instructions[3]!.start).toBe(old.instructions[3]!.start + 'twice'.length - 'two'.length);
  });

  it('everything is parsed again after a change of the escape character', () => {
    const { old, now } = edit('FROM a', '# escape=`\nFROM a');
    expect(now.instructions.some((instruction) => old.instructions.some((other) => other.chunk === instruction.chunk))).toBe(false);
  });
});
