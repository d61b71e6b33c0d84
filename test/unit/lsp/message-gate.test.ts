import { describe, expect, it } from 'vitest';
import { MessageGate } from '../../../server/src/lsp/message-gate.ts';

/** A gate with a loading that the test ends, and the messages that passed. */
function gateWith(): { gate: MessageGate; passed: string[]; errors: unknown[]; pass: (message: string) => void } {
  const errors: unknown[] = [];
  const gate = new MessageGate((error) => errors.push(error));
  const passed: string[] = [];
  const pass = (message: string): void => void gate.pass(message, (each) => passed.push(each));
  return { gate, passed, errors, pass };
}

const settled = async (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

describe('a message gate', () => {
  it('passes a message immediately when nothing is being loaded', () => {
    const { passed, pass } = gateWith();
    pass('a');
    expect(passed).toEqual(['a']);
  });

  it('holds messages while something is loaded, and keeps their order', async () => {
    const { gate, passed, pass } = gateWith();
    let end = (): void => {};
    gate.hold(() => new Promise((resolve) => (end = resolve)));
    pass('a');
    pass('b');
    await settled();
    expect(passed).toEqual([]);
    end();
    await settled();
    pass('c');
    expect(passed).toEqual(['a', 'b', 'c']);
  });

  it('loads one thing after the other; a message waits for what was requested before it arrived', async () => {
    const { gate, passed, pass } = gateWith();
    gate.hold(async () => void passed.push('load 1'));
    pass('a');
    gate.hold(async () => void passed.push('load 2'));
    pass('b');
    await settled();
    expect(passed).toEqual(['load 1', 'a', 'load 2', 'b']);
  });

  it('lets messages through when a loading fails, and reports why', async () => {
    const { gate, passed, errors, pass } = gateWith();
    gate.hold(async () => Promise.reject(new Error('broken bundle')));
    pass('a');
    await settled();
    expect(passed).toEqual(['a']);
    expect(errors.map(String)).toEqual(['Error: broken bundle']);
  });
});
