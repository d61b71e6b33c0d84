import { describe, expect, it } from 'vitest';
import { parse } from '../../../server/src/syntax/parse.ts';

const before = ['FROM a', 'RUN one', '# note', 'RUN two \\', '  more', 'RUN three', ''].join('\n');

function edit(from: string, to: string): { old: ReturnType<typeof parse>; now: ReturnType<typeof parse> } {
  const old = parse(before);
  return { old, now: parse(before.replace(from, to), old) };
}

describe('after an edit', () => {
  it('what stands before it is the very same object', () => {
    const { old, now } = edit('RUN two', 'RUN twice');
    expect(now.instructions[0]).toBe(old.instructions[0]);
    expect(now.instructions[1]).toBe(old.instructions[1]);
  });

  it('only the instruction that changed is read anew', () => {
    const { old, now } = edit('RUN two', 'RUN twice');
    const fresh = now.instructions.filter((instruction) => !old.instructions.some((other) => other.chunk === instruction.chunk));
    expect(fresh.map((instruction) => instruction.source)).toEqual(['RUN twice \\\n  more']);
  });

  it('what stands behind it moves, and is not read anew', () => {
    const { old, now } = edit('RUN two', 'RUN twice');
    expect(now.instructions[3]!.chunk).toBe(old.instructions[3]!.chunk);
    expect(now.instructions[3]!.start).toBe(old.instructions[3]!.start + 'twice'.length - 'two'.length);
  });

  it('another escape character makes everything new', () => {
    const { old, now } = edit('FROM a', '# escape=`\nFROM a');
    expect(now.instructions.some((instruction) => old.instructions.some((other) => other.chunk === instruction.chunk))).toBe(false);
  });
});
