/**
 * File operations that the operating system has not answered yet. One on a network drive that is gone may never be answered; its thread then
 * keeps the process alive even after `process.exit`, because Node.js waits for its threads.
 */
const pending = new Set<Promise<unknown>>();

/** Counts an operation as pending until it settles. */
export function trackRead<T>(read: Promise<T>): Promise<T> {
  pending.add(read);
  const done = (): void => void pending.delete(read);
  read.then(done, done);
  return read;
}

/** Resolves when no operation is pending and none has followed, at the latest after `patienceMs` milliseconds. Never rejects. */
export async function readsSettled(patienceMs: number): Promise<void> {
  const end = Date.now() + patienceMs;
  while (pending.size > 0 && Date.now() < end) {
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise((resolve) => (timer = setTimeout(resolve, end - Date.now())));
    await Promise.race([Promise.allSettled(pending), patience]);
    clearTimeout(timer);
    // What was read may cause other reads, which start first.
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Ends the process without waiting for its threads if an operation is still pending when it exits. */
export function exitDespiteReads(): void {
  process.once('exit', () => {
    if (pending.size > 0) process.kill(process.pid, 'SIGKILL');
  });
}
