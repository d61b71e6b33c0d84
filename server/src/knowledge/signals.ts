import { message } from '../base/message.ts';
import type { FixedMessage } from '../base/message.ts';

/** A signal that is valid in STOPSIGNAL. */
export interface SignalFacts {
  /** Including `SIG`. */
  readonly name: string;
  /** On amd64, arm64 and every other Linux architecture except MIPS. */
  readonly number: number;
  /** How programs usually handle the signal, if that matters for stopping a container. */
  readonly meaning: FixedMessage | undefined;
}

/** signal(7), x86/ARM column. */
const numbers: Readonly<Record<string, number>> = {
  SIGHUP: 1, SIGINT: 2, SIGQUIT: 3, SIGILL: 4, SIGTRAP: 5, SIGABRT: 6, SIGBUS: 7, SIGFPE: 8, SIGKILL: 9, SIGUSR1: 10, SIGSEGV: 11,
  SIGUSR2: 12, SIGPIPE: 13, SIGALRM: 14, SIGTERM: 15, SIGSTKFLT: 16, SIGCHLD: 17, SIGCONT: 18, SIGSTOP: 19, SIGTSTP: 20, SIGTTIN: 21,
  SIGTTOU: 22, SIGURG: 23, SIGXCPU: 24, SIGXFSZ: 25, SIGVTALRM: 26, SIGPROF: 27, SIGWINCH: 28, SIGIO: 29, SIGPWR: 30, SIGSYS: 31,
}; // prettier-ignore

/** Other names that Docker accepts: github.com/moby/sys/signal, signal_linux.go. */
const aliases: Readonly<Record<string, string>> = { SIGCLD: 'SIGCHLD', SIGIOT: 'SIGABRT', SIGPOLL: 'SIGIO' };

/** The first and last real-time signal; the C library uses 32 and 33. */
const firstRealTime = 34;
const lastRealTime = 64;

/** How well-known programs handle a signal; from their manuals. */
const meanings: Readonly<Record<string, FixedMessage>> = {
  SIGTERM: message('Asks the program to stop. It can clean up first.'),
  SIGINT: message('Sent by Ctrl+C. PostgreSQL uses it for a fast shutdown.'),
  SIGQUIT: message('nginx and PHP-FPM finish current requests, then stop.'),
  SIGHUP: message('Many daemons reload their configuration and do not stop.'),
  SIGKILL: message('Stops the program immediately: it cannot clean up or handle the signal.'),
  SIGUSR1: message('The program defines its meaning.'),
  SIGUSR2: message('The program defines its meaning.'),
  SIGWINCH: message('Apache httpd finishes current requests, then stops.'),
  'SIGRTMIN+3': message('systemd shuts the container down cleanly.'),
};

/** Signals that no program can handle or ignore. signal(7) */
export const signalsThatCannotBeHandled: ReadonlySet<string> = new Set(['SIGKILL', 'SIGSTOP']);

/** All named signals, by number. */
export const signals: readonly SignalFacts[] = [
  ...Object.entries(numbers).map(([name, number]) => signal(name, number)),
  ...Array.from({ length: 16 }, (_, i) => signal(i === 0 ? 'SIGRTMIN' : `SIGRTMIN+${i}`, firstRealTime + i)),
  ...Array.from({ length: 15 }, (_, i) => signal(i === 14 ? 'SIGRTMAX' : `SIGRTMAX-${14 - i}`, lastRealTime - 14 + i)),
];

const byName = new Map(signals.map((facts) => [facts.name, facts]));

/**
 * Parses a STOPSIGNAL value: a name in any letter case, with or without `SIG`, or a number. Returns undefined if Docker rejects it.
 * github.com/moby/sys/signal, ParseSignal.
 */
export function signalNamed(value: string): SignalFacts | undefined {
  if (/^\d+$/.test(value)) return signals.find(({ number }) => number === Number(value));
  const upper = value.toUpperCase();
  const name = upper.startsWith('SIG') ? upper : `SIG${upper}`;
  return byName.get(aliases[name] ?? name);
}

/**
 * Whether Docker accepts a STOPSIGNAL value: a known name, or any integer except zero, even if no signal has that number.
 * github.com/moby/sys/signal, ParseSignal.
 */
export function isSignal(value: string): boolean {
  return /^[-+]?\d+$/.test(value) ? Number(value) !== 0 : signalNamed(value) !== undefined;
}

function signal(name: string, number: number): SignalFacts {
  return { name, number, meaning: meanings[name] };
}
