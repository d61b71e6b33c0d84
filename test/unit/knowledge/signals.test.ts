import { describe, expect, it } from 'vitest';
import { signalNamed } from '../../../server/src/knowledge/signals.ts';

/** moby/sys/signal: a name with or without SIG in any letter case, or a number; numbers from signal(7). */
describe('signalNamed', () => {
  it.each([
    ['SIGTERM', 'SIGTERM', 15],
    ['term', 'SIGTERM', 15],
    ['SigQuit', 'SIGQUIT', 3],
    ['9', 'SIGKILL', 9],
    ['CLD', 'SIGCHLD', 17],
    ['SIGPOLL', 'SIGIO', 29],
    ['SIGRTMIN', 'SIGRTMIN', 34],
    ['SIGRTMIN+3', 'SIGRTMIN+3', 37],
    ['RTMIN+15', 'SIGRTMIN+15', 49],
    ['RTMAX-14', 'SIGRTMAX-14', 50],
    ['SIGRTMAX', 'SIGRTMAX', 64],
  ])('%s is %s, %i', (value, name, number) => {
    expect(signalNamed(value)).toMatchObject({ name, number });
  });

  it.each(['', 'SIGFOO', '0', '32', '65', 'RTMIN+16', '$SIGNAL'])('%j is not a signal', (value) => {
    expect(signalNamed(value)).toBeUndefined();
  });
});
