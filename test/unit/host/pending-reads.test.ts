import { describe, expect, it, vi } from 'vitest';
import { exitDespiteReads, readsSettled, trackRead } from '../../../server/src/host/pending-reads.ts';

const never = new Promise<string>(() => undefined);

/** Whether a process that exits now has to be ended without waiting for its threads. */
function isKilledAtExit(): boolean {
  const kill = vi.spyOn(process, 'kill').mockImplementation(() => true);
  const once = vi.spyOn(process, 'once').mockImplementation((_, listener: () => void) => (listener(), process));
  exitDespiteReads();
  const killed = kill.mock.calls.length > 0;
  once.mockRestore();
  kill.mockRestore();
  return killed;
}

describe('reads that are pending when the process exits', () => {
  it('none: it exits at once', async () => {
    await readsSettled(60_000);
    expect(isKilledAtExit()).toBe(false);
  });

  it('they arrive, or fail, in time: it waits for them', async () => {
    const read = trackRead(new Promise<string>((resolve) => setTimeout(() => resolve('text'), 5)));
    const failed = trackRead(new Promise<string>((_, reject) => setTimeout(() => reject(new Error('gone')), 5)));
    await readsSettled(60_000);
    expect(await read).toBe('text');
    await expect(failed).rejects.toThrow('gone');
    expect(isKilledAtExit()).toBe(false);
  });

  it('they cause other reads: it waits for those too', async () => {
    let last = '';
    const soon = (text: string): Promise<string> => new Promise((resolve) => setTimeout(() => resolve(text), 5));
    void trackRead(soon('list')).then(async () => {
      await Promise.resolve();
      await trackRead(soon('file'));
      last = await trackRead(soon('included file'));
    });
    await readsSettled(60_000);
    expect([last, isKilledAtExit()]).toEqual(['included file', false]);
  });

  it('they do not arrive: it waits for a limited time, and is killed', async () => {
    void trackRead(never);
    await readsSettled(5);
    expect(isKilledAtExit()).toBe(true);
  });
});
